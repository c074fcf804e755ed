import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as long from '../../src/client/texts.ts'
import * as short from '../../src/client/texts-short.ts'

type Text = string | ((...values: never[]) => string)

const values = ['first', 'second'] as never[]
const textOf = (text: Text) => (typeof text === 'string' ? text : text(...values))
const pairs = Object.entries(long as Record<string, Text>).map(([name, text]) => ({
  name,
  long: textOf(text),
  short: textOf((short as Record<string, Text>)[name] ?? ''),
}))
const headings = readFileSync(join(import.meta.dirname, '../../docs/errors.md'), 'utf8')

describe('the short texts of errors', () => {
  it('are the same ones as the long texts', () => {
    expect(Object.keys(short).toSorted()).toEqual(Object.keys(long).toSorted())
  })

  it.each(pairs)('$name has the values of the long text', ({ long: before, short: after }) => {
    const inLong = values.filter((value) => before.includes(value))
    // The URL of `pageInstead` is in the rest of the message.
    expect(after).toContain(inLong[0] ?? '')
    expect(after).not.toBe('')
  })

  it.each(pairs.filter(({ short: after }) => after.includes('see ')))(
    '$name links to a heading of docs/errors.md',
    ({ short: after }) => {
      const [, heading] = /; see react-pusher-kit\/docs\/errors\.md#(\w+)$/.exec(after) ?? []
      expect(headings).toContain(`\n## ${heading}\n`)
    },
  )

  it.each(pairs)('$name says what was expected if the long text does', ({ long: before, short: after }) => {
    const isWhole = (text: string) => text.includes('Expected') && text.includes('but got')
    expect(isWhole(after) || !isWhole(before) || after.includes('must be used within')).toBe(true)
  })
})
