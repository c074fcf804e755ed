import { expect, it } from 'vitest'
import { gridWidth, guessRows } from '../../../../src/client/log/store/grid-width.ts'

const escape = String.fromCharCode(27)

it.each([
  ['', 0],
  ['plain text', 10],
  [`${escape}[1;31mred${escape}[0m`, 3],
])('the columns of %j are known', (text, columns) => {
  expect(gridWidth(text)).toBe(columns)
})

it.each([
  ['ошибка', 6],
  ['漢字 ok', 7],
  ['한국어', 6],
  ['✓ ok', 4],
  ['é', 1],
  ['👩‍👩‍👧', 2],
  ['👍🏽!', 3],
  ['🇩🇪', 2],
  ['a\tb', 9],
  ['\ufeffx', 1],
  [`${escape}[32m✓${escape}[39m done`, 6],
  ['שָׁלוֹם', 4],
  ['\ud800', 1],
])('the columns of %j are guessed', (text, columns) => {
  expect(gridWidth(text)).toBe(-2 - columns)
})

it('the rows of a text with breaks are guessed for the columns that there are', () => {
  expect(gridWidth('one\ntwo')).toBe(-1)
  expect(guessRows('one\n\n漢字漢字漢字', 10)).toBe(4)
  expect(guessRows('one\ntwo', 2)).toBe(4)
})

it.each([
  ['10 %\r20 %\r30 % done', 9],
  ['ends as Windows does\r', 20],
  ['\r\rtwice', 5],
  ['\r', 0],
  [`${escape}[32m10 %\r${escape}[K100 %${escape}[0m`, 5],
])('%j is as wide as what is left after it was written over', (text, columns) => {
  expect(gridWidth(text)).toBe(columns)
})

it('what was written over takes no rows, on any of several lines', () => {
  expect(gridWidth('漢字漢字漢字\r漢')).toBe(-2 - 2)
  expect(guessRows(`${'progress '.repeat(20)}\rdone\r\nnext\r`, 10)).toBe(2)
})

it.each([
  ['a word and one more', 10, 3],
  ['exactly te', 10, 1],
  ['exactly ten more', 10, 2],
  ['x'.repeat(25), 10, 3],
  [`to ${'x'.repeat(25)} y`, 10, 4],
  ['one\ntwo words here', 8, 4],
])('%j takes at %i columns %i rows, broken at spaces', (text, columns, rows) => {
  expect(guessRows(text, columns)).toBe(rows)
})

const edges: [columns: number, codes: number[]][] = [
  // Wide and fullwidth characters: first and last of each range.
  [2, [0x11_00, 0x11_5f, 0x2e_80, 0x30_3e, 0x30_41, 0xa4_cf, 0xac_00, 0xd7_a3, 0xf9_00, 0xfa_ff]],
  [2, [0xfe_30, 0xfe_6f, 0xff_00, 0xff_60, 0xff_e0, 0xff_e6, 0x1_f0_00, 0x1_f3_fa, 0x1_f4_00]],
  // Marks and joiners, skin tones, tags, and the soft hyphen.
  [0, [0x03_00, 0x03_6f, 0x05_91, 0x05_c7, 0x06_4b, 0x06_5f, 0x20_0b, 0x20_0f, 0x20_2a, 0x20_2e]],
  [0, [0x20_60, 0x20_6f, 0x20_d0, 0x20_ff, 0xfe_00, 0xfe_0f, 0xad, 0x1_f3_fb, 0x1_f3_ff, 0xe_00_00]],
  // Flag letters, lone surrogates, and the neighbours of the ranges.
  [
    1,
    [
      0x1_00_00, 0x1_f1_e6, 0x1_f1_ff, 0x1_ef_ff, 0xd8_00, 0xdb_ff, 0xdc_00, 0x02_ff, 0x03_70, 0x10_ff,
      0x11_60,
    ],
  ],
  [1, [0x2e_7f, 0x30_40, 0xa4_d0, 0xab_ff, 0xd7_a4, 0xfb_00, 0xfe_10, 0xff_61, 0xff_df, 0xff_e7]],
]
const codesOf = edges.flatMap(([columns, codes]) =>
  codes.map((code) => [code.toString(16), columns] as const),
)

it.each(codesOf)('the character %s takes %i columns', (code, columns) => {
  expect(gridWidth(`\u{2713}${String.fromCodePoint(Number.parseInt(code, 16))}-`)).toBe(-2 - columns - 2)
})

it('a tab reaches to the next multiple of 8, and a line that just fits has one row', () => {
  expect(gridWidth('1234567\t')).toBe(-2 - 8)
  expect(gridWidth('12345678\t')).toBe(-2 - 16)
  expect(guessRows('ten letter', 10)).toBe(1)
  expect(guessRows('two words just', 10)).toBe(2)
  expect(guessRows('two words just', 9)).toBe(3)
  expect(guessRows(`${'x'.repeat(20)} y`, 10)).toBe(3)
})
