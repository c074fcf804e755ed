import Anser from 'anser'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { plainStyle, type TextStyle, withStyles } from '../../../../src/mantine/LogViewer/line/text-style.ts'

const escape = String.fromCharCode(27)

/** The colours of anser, as it writes them. */
const named: Readonly<Record<string, string>> = {
  black: '0, 0, 0',
  red: '187, 0, 0',
  green: '0, 187, 0',
  yellow: '187, 187, 0',
  blue: '0, 0, 187',
  magenta: '187, 0, 187',
  cyan: '0, 187, 187',
  white: '255,255,255',
  'bright-black': '85, 85, 85',
  'bright-red': '255, 85, 85',
  'bright-green': '0, 255, 0',
  'bright-yellow': '255, 255, 85',
  'bright-blue': '85, 85, 255',
  'bright-magenta': '255, 85, 255',
  'bright-cyan': '85, 255, 255',
  'bright-white': '255, 255, 255',
}

const written = (color: TextStyle['color']): string | null =>
  color === null ? null : typeof color === 'string' ? (named[color] ?? color) : color.join(', ')

/** The colours of a style in the order in which they are drawn. */
function drawn({ isReversed, color, background, decorations }: TextStyle) {
  const [front, back] = isReversed
    ? [background ?? 'black', color ?? 'white']
    : ([color, background] as const)
  return { fg: written(front), bg: written(back), decorations: decorations.toSorted() }
}

it('agrees with anser about any sequence of codes', () => {
  const byte = fc.integer({ min: 0, max: 255 })
  const color = fc.constantFrom(38, 48)
  const code = fc.oneof(
    fc.constantFrom('', ...[0, 1, 2, 3, 4, 7, 9, 22, 23, 24, 27, 29, 39, 49, 53, 73].map(String)),
    fc.oneof(...[30, 40, 90, 100].map((from) => fc.integer({ min: from, max: from + 7 }))).map(String),
    fc.tuple(color, byte).map(([kind, index]) => `${kind};5;${index}`),
    fc.tuple(color, byte, byte, byte).map(([kind, ...rgb]) => `${kind};2;${rgb.join(';')}`),
  )
  // Of decorations that are set twice, anser removes one only.
  const sequence = fc.uniqueArray(code, { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(sequence, fc.boolean(), (codes, isSplit) => {
      const sequences = isSplit ? codes : [codes.join(';')]
      const style = sequences.reduce(withStyles, plainStyle)
      const text = `${sequences.map((each) => `${escape}[${each}m`).join('')}text`
      const { fg, bg, decorations } = Anser.ansiToJson(text, {
        remove_empty: true,
      })[0] as Anser.AnserJsonEntry
      expect(drawn(style)).toEqual({ fg, bg, decorations: [...decorations].toSorted() })
    }),
    { numRuns: 5000 },
  )
})

it.each([
  ['38:5:196', { color: [255, 0, 0] }],
  ['38:2:1:2:3', { color: [1, 2, 3] }],
  ['48:2::1:2:3', { background: [1, 2, 3] }],
  ['4:3', { decorations: ['underline'] }],
  ['4;4:0', { decorations: [] }],
  ['21', { decorations: ['underline'] }],
  ['1;1;22', { decorations: [] }],
  // The colour of an underline is not drawn, and none of its numbers is a code.
  ['58;5;7;1', { decorations: ['bold'], isReversed: false }],
  ['58;2;7;3;4;1', { decorations: ['bold'] }],
  ['38;5;256', { color: null }],
  ['38;2;1;2;300', { color: null }],
  ['38', { color: null }],
  ['5;8;25;28;999', plainStyle],
  ['31;0', plainStyle],
  ['31;', plainStyle],
])('reads %s as a terminal does', (codes, style) => {
  expect(withStyles(plainStyle, codes)).toMatchObject(style)
})
