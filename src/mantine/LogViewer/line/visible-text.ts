import { plainText } from '../../../index.ts'

const styleCodes = new RegExp(`${String.fromCharCode(27)}\\[[\\d;:]*m`, 'g')

/**
 * The text as a terminal shows it: text after a carriage return overwrites the line, as in progress bars. Colours set
 * before it still apply. Copy, export and search use the whole text.
 */
export function visibleText(text: string): string {
  // Ignores carriage returns within escape codes, such as a title.
  if (!text.includes('\r') || !plainText(text).includes('\r')) return text
  return text.split('\n').map(lastWritten).join('\n')
}

function lastWritten(line: string): string {
  const written = line.split('\r')
  const last = written.findLastIndex((piece) => plainText(piece) !== '')
  return written.map((piece, place) => (place === last ? piece : codesOf(piece))).join('')
}

function codesOf(piece: string): string {
  return piece.match(styleCodes)?.join('') ?? ''
}
