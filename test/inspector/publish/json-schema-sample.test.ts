import { type } from 'react-pusher-kit/channels'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { samplePayload } from '../../../src/inspector/publish/declared-channels.ts'
import { sampleOf } from '../../../src/inspector/publish/json-schema-sample.ts'

interface Node {
  name: string
  children: Node[]
}
const node: z.ZodType<Node> = z.object({
  name: z.string(),
  get children() {
    return z.array(node)
  },
})

describe('the payload that the panel begins with', () => {
  it.each([
    ['examples', z.object({ a: z.string() }).meta({ examples: [{ a: 'x' }, { a: 'y' }] }), { a: 'x' }],
    ['an example', z.object({ a: z.string() }).meta({ example: { a: 'x' } }), { a: 'x' }],
    ['a default', z.object({ a: z.string() }).default({ a: 'x' }), { a: 'x' }],
    ['type() with examples', type<{ a: string }>({ examples: [{ a: 'x' }] }), { a: 'x' }],
  ])('is what the author of the schema gave: %s', (_, schema, payload) => {
    expect(samplePayload(schema)).toEqual({ payload, isExample: true })
  })

  it.each([
    ['fields', z.object({ a: z.string(), b: z.boolean(), c: z.null() }), { a: 'text', b: true, c: null }],
    ['optional fields too', z.object({ a: z.string().optional() }), { a: 'text' }],
    ['examples of fields', z.object({ a: z.string().meta({ examples: ['x'] }) }), { a: 'x' }],
    [
      'numbers in their range',
      z.object({ a: z.int().min(3), b: z.number().max(-2), c: z.number().gt(5) }),
      { a: 3, b: -2, c: 6 },
    ],
    ['long enough texts', z.string().min(6), 'text..'],
    [
      'texts of a format',
      z.object({ at: z.iso.datetime(), to: z.email(), id: z.uuid(), at_url: z.url() }),
      {
        at: '2026-01-31T09:30:00.000Z',
        to: 'ana@example.org',
        id: expect.any(String) as string,
        at_url: 'https://example.org',
      },
    ],
    ['enums and constants', z.object({ a: z.enum(['x', 'y']), b: z.literal(7) }), { a: 'x', b: 7 }],
    ['the first choice that is not null', z.union([z.null(), z.object({ a: z.string() })]), { a: 'text' }],
    [
      'both sides of an intersection',
      z.intersection(z.object({ a: z.string() }), z.object({ b: z.number() })),
      { a: 'text', b: 1 },
    ],
    [
      'one of a list, all of a tuple',
      z.object({ a: z.array(z.string()), b: z.tuple([z.string(), z.number()]) }),
      { a: ['text'], b: ['text', 1] },
    ],
  ])('is made of the schema otherwise: %s', (_, schema, payload) => {
    const sample = samplePayload(schema)
    expect(sample).toEqual({ payload, isExample: false })
    expect(schema.safeParse(sample?.payload).success).toBe(true)
  })

  it('comes to an end for a schema that contains itself', () => {
    expect(samplePayload(node)?.payload).toMatchObject({ name: 'text', children: [{ name: 'text' }] })
  })

  it.each([
    ['type() without examples', type<string>()],
    ['a schema that has no JSON Schema', z.object({ at: z.date() })],
  ])('is missing for %s', (_, schema) => {
    expect(samplePayload(schema)).toBeNull()
  })

  it('reads references by JSON Pointer, and follows none to the outside', () => {
    const schema = {
      properties: { a: { $ref: '#/$defs/x~1y' }, b: { $ref: 'https://example.org/z' } },
      $defs: { 'x/y': { const: 1 } },
    }
    expect(sampleOf(schema)).toEqual({ a: 1, b: null })
  })
})
