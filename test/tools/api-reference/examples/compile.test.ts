import { join } from 'node:path'
import { expect, it } from 'vitest'
import { compileExamples } from '../../../../tools/api-reference/examples/compile.mjs'
import { readReference } from '../../../../tools/api-reference/reference.mjs'

const root = join(import.meta.dirname, '../../../..')

it(
  'every example compiles, and one that does not is found where it stands',
  { timeout: 120_000 },
  async () => {
    const reference = readReference(root)
    const declarations = reference.declarations.map((declaration) => {
      if (declaration.name !== 'channelName') return declaration
      const text = declaration.doc.source.text.replace("{ userId: '42' })", '{})')
      return { ...declaration, doc: { ...declaration.doc, source: { ...declaration.doc.source, text } } }
    })
    const { count, problems } = await compileExamples(root, { ...reference, declarations })
    expect(count).toBeGreaterThan(80)
    expect(problems).toEqual([
      {
        file: 'src/channels/match-channel.ts',
        line: 37,
        problem: expect.stringContaining("Property 'userId' is missing"),
      },
    ])
  },
)
