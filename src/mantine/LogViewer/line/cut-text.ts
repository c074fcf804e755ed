import { plainText } from '../../../index.ts'
import { longestLine, mostBreaks } from '../viewport/row-layout.ts'

/** Maximum characters of the line with the current match, because the match may be far from the beginning. */
const longestMatch = 20_000
/** Maximum characters of a line that is expanded: a line of megabytes would block the page. */
export const longestWhole = 200_000

/** A line as it is rendered. */
interface CutText {
  text: string
  /** Characters of the whole line, without escape codes. */
  length: number
  /** True when a part of the line is omitted. */
  isCut: boolean
}

const isHighSurrogate = (code: number): boolean => code >= 0xd8_00 && code < 0xdc_00

/** Cuts a line for rendering. Copying uses the whole line. */
export function cutText(whole: string, extent: 'beginning' | 'match' | 'whole'): CutText {
  const limit = extent === 'whole' ? longestWhole : extent === 'match' ? longestMatch : longestLine
  const breaks = extent === 'beginning' ? mostBreaks : Infinity
  const uncut = { text: whole, length: whole.length, isCut: false }
  if (whole.length <= limit && !(whole.length > breaks && hasMoreBreaks(whole, breaks))) return uncut
  const plain = plainText(whole)
  const end = Math.min(limit, endOfBreaks(plain, breaks))
  if (plain.length <= end) return uncut
  const stop = isHighSurrogate(plain.charCodeAt(end - 1)) ? end - 1 : end
  return { text: plain.slice(0, stop), length: plain.length, isCut: true }
}

const hasMoreBreaks = (text: string, most: number): boolean => endOfBreaks(text, most) < text.length

/** The index of the line break after the first `most` ones; the length of the text if there are fewer. */
function endOfBreaks(text: string, most: number): number {
  let place = -1
  for (let count = 0; count <= most; count += 1) {
    place = text.indexOf('\n', place + 1)
    if (place < 0) return text.length
  }
  return place
}
