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
