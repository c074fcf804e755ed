import fc from 'fast-check'
import { plainText } from 'react-pusher-kit'
import { expect, it } from 'vitest'
import { styledRuns } from '../../../../src/mantine/LogViewer/line/ansi-text.ts'

const escape = String.fromCharCode(27)
const bell = String.fromCharCode(7)

const shown = (text: string): string =>
  styledRuns(text)
    .map((run) => run.text)
    .join('')
const styles = (text: string): [string, string | undefined, readonly string[]][] =>
  styledRuns(text).map((run) => [run.text, run.style?.color, run.decorations])

it('renders the same text that the grid and the search use, for any escape codes', () => {
  const code = fc.constantFrom(
    `${escape}[31m`,
    `${escape}[1;4m`,
    `${escape}[38;5;196m`,
    `${escape}[38:5:196m`,
    `${escape}[4:3m`,
    `${escape}[0m`,
    `${escape}[m`,
    `${escape}[2K`,
    `${escape}[?25l`,
    `${escape}[10;20H`,
    `${escape}]0;a title${bell}`,
    `${escape}]8;;https://example.org${escape}\\`,
    `${escape}(B`,
    `${escape}7`,
    `${escape}c`,
    `${escape}=`,
    `${escape}[31`,
    escape,
  )
  const piece = fc.oneof(code, fc.string({ maxLength: 6 }))
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = pieces.join('')
      expect(shown(text)).toBe(plainText(text))
    }),
    { numRuns: 2000 },
  )
})

it.each([
  [`${escape}]8;;https://example.org${escape}\\a link${escape}]8;;${escape}\\`, 'a link'],
  [`${escape}(B${escape}[mdone${escape}[K`, 'done'],
  [`${escape}]0;title${bell}text`, 'text'],
])('%j is drawn as %j', (text, drawn) => {
  expect(plainText(text)).toBe(drawn)
  expect(shown(text)).toBe(drawn)
})

it('colours with colons equal those with semicolons', () => {
  expect(styles(`${escape}[38:5:196mred${escape}[0m`)).toEqual(styles(`${escape}[38;5;196mred${escape}[0m`))
  expect(styles(`${escape}[38:2::255:99:71mred`)).toEqual(styles(`${escape}[38;2;255;99;71mred`))
  expect(styles(`${escape}[38:2::255:99:71mred`)[0]?.[1]).toContain('255 99 71')
  expect(styles(`${escape}[4:3mcurly`)[0]?.[2]).toEqual(['underline'])
})

it('marks text with a background colour, so that it can be distinguished without colours', () => {
  const decorations = (text: string): readonly string[] | undefined => styledRuns(text)[0]?.decorations
  expect(decorations(`${escape}[7mreversed`)).toContain('field')
  expect(decorations(`${escape}[1;30;43mwarning`)).toEqual(['bold', 'field'])
  expect(decorations(`${escape}[48;5;240mgrey`)).toContain('field')
  expect(decorations(`${escape}[31mred`)).not.toContain('field')
})
