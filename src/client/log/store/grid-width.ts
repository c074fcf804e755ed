import { plainText } from './plain-text.ts'

const beyondGrid = /[^ -~]/
const tabLength = 8

/** Width of a text with line breaks, whose rows depend on the number of columns. */
export const severalLines = -1

/**
 * Width in columns of a monospace font. Negative when the width has to be measured: then it is an estimate,
 * `-2 - columns`, or {@link severalLines}.
 */
export function gridWidth(text: string): number {
  if (!beyondGrid.test(text)) return text.length
  const plain = lastWritten(plainText(text))
  if (!beyondGrid.test(plain)) return plain.length
  return plain.includes('\n') ? severalLines : -2 - guessColumns(plain)
}

/** Estimates the number of rows that a text takes, broken at spaces, and where a word is longer than a row anywhere. */
export function guessRows(text: string, columns: number): number {
  let rows = 0
  for (const line of lastWritten(plainText(text)).split('\n')) rows += wrappedRows(line, columns)
  return rows
}

function wrappedRows(line: string, columns: number): number {
  const whole = guessColumns(line)
  if (whole <= columns) return 1
  let rows = 1
  let column = 0
  // A row ends after a space, which must fit as well.
  for (const word of line.split(/(?<= )/)) {
    const width = guessColumns(word)
    if (column > 0 && column + width > columns) {
      rows += 1
      column = 0
    }
    column += width
    const full = Math.ceil(column / columns) - 1
    rows += full
    column -= full * columns
  }
  return rows
}

/** The text as a terminal displays it: a carriage return overwrites the line. */
function lastWritten(plain: string): string {
  if (!plain.includes('\r')) return plain
  return plain
    .split('\n')
    .map((line) => {
      const kept = line.replace(/\r+$/, '')
      return kept.slice(kept.lastIndexOf('\r') + 1)
    })
    .join('\n')
}

/** East Asian wide and fullwidth characters: first and last of each range. */
const wide = [
  [0x11_00, 0x11_5f],
  [0x2e_80, 0x30_3e],
  [0x30_41, 0xa4_cf],
  [0xac_00, 0xd7_a3],
  [0xf9_00, 0xfa_ff],
  [0xfe_30, 0xfe_6f],
  [0xff_00, 0xff_60],
  [0xff_e0, 0xff_e6],
] as const
/** Combining marks, joiners, directions and variation selectors, which take no column. */
const narrow = [
  [0x03_00, 0x03_6f],
  [0x05_91, 0x05_c7],
  [0x06_4b, 0x06_5f],
  [0x20_0b, 0x20_0f],
  [0x20_2a, 0x20_2e],
  [0x20_60, 0x20_6f],
  [0x20_d0, 0x20_ff],
  [0xfe_00, 0xfe_0f],
  [0xfe_ff, 0xfe_ff],
] as const
const joiner = 0x20_0d

const isIn = (ranges: readonly (readonly [number, number])[], code: number): boolean =>
  ranges.some(([first, last]) => code >= first && code <= last)

/** Estimates the columns of a line as terminals count them; fonts may differ. */
function guessColumns(line: string): number {
  let columns = 0
  let isJoined = false
  for (let place = 0; place < line.length; place += 1) {
    const code = line.charCodeAt(place)
    if (code < 0x03_00) columns += code === 9 ? tabLength - (columns % tabLength) : code === 0xad ? 0 : 1
    else if (code >= 0xd8_00 && code < 0xdc_00) {
      const point = line.codePointAt(place) ?? 0
      columns += isJoined ? 0 : pairColumns(point)
      // A lone surrogate is one character, and leaves the next one.
      if (point > 0xff_ff) place += 1
    } else if (isIn(wide, code)) columns += 2
    else if (!isIn(narrow, code)) columns += 1
    isJoined = code === joiner
  }
  return columns
}

/** Columns of a character beyond 16 bits. */
function pairColumns(code: number): number {
  const isSkinTone = code >= 0x1_f3_fb && code <= 0x1_f3_ff
  const isFlagLetter = code >= 0x1_f1_e6 && code <= 0x1_f1_ff
  if (isSkinTone || code >= 0xe_00_00) return 0
  return isFlagLetter || code < 0x1_f0_00 ? 1 : 2
}
