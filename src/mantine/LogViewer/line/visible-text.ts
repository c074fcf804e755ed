import { plainText } from '../../../index.ts'

const styleCodes = new RegExp(`${String.fromCharCode(27)}\\[[\\d;:]*m`, 'g')

/**
 * What a terminal shows of a text: after a carriage return it writes over the line, as bars of progress do.
 * Colours that were set before still hold. Copies, exports and the search know the whole text.
 */
export function visibleText(text: string): string {
  // One within a code, a title say, is none.
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
