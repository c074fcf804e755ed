import { plainText } from '../../../index.ts'

const styleCodes = new RegExp(`${String.fromCharCode(27)}\\[[\\d;:]*m`, 'g')

/**
 * The text that a terminal shows: a carriage return overwrites the line, as progress bars do. Colours set before it still
 * apply. Copy, export and search use the whole text.
 */
export function visibleText(text: string): string {
  // A carriage return within a code, such as a title, does not count.
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
