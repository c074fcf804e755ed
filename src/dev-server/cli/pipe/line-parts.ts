/** The mark at both ends of a cut. */
export const cutMark = '…'
const cutMarkBytes = 3
const escape = '\u001b'
const wholeEscape = new RegExp(`^${escape}(\\[[ -?]*[@-~]|[^[])`)
/** Longer escape sequences are cut like text. */
const longestEscape = 64

/**
 * Cuts a text whose JSON would be too large into marked parts.
 *
 * @param room - bytes of JSON for one part's text
 */
export function cutText(text: string, room: number): string[] {
  // A UTF-16 unit takes at most six bytes of JSON.
  if (text.length * 6 <= room) return [text]
  const parts: string[] = []
  let start = 0
  while (start < text.length) {
    const open = parts.length > 0 ? cutMark : ''
    const budget = room - open.length * cutMarkBytes
    let end = endWithin(text, start, budget)
    if (end === text.length) return [...parts, open + text.slice(start)]
    end = beforeEscape(text, start, endWithin(text, start, budget - cutMarkBytes))
    parts.push(open + text.slice(start, end) + cutMark)
    start = end
  }
  return parts
}

/** Count of UTF-16 units that fit into a number of bytes of JSON; at least one character. */
function endWithin(text: string, start: number, budget: number): number {
  let bytes = 0
  let i = start
  while (i < text.length) {
    const code = text.codePointAt(i) ?? 0
    bytes += jsonBytes(code)
    if (bytes > budget && i > start) return i
    i += code > 0xffff ? 2 : 1
  }
  return text.length
}

/** Bytes of UTF-8 that `JSON.stringify` writes for a code point. */
function jsonBytes(code: number): number {
  if (code === 0x22 || code === 0x5c) return 2
  if (code < 0x20) return code === 8 || code === 9 || code === 10 || code === 12 || code === 13 ? 2 : 6
  if (code < 0x80) return 1
  if (code < 0x800) return 2
  if (code >= 0xd800 && code <= 0xdfff) return 6
  return code > 0xffff ? 4 : 3
}

/** Moves a cut out of the middle of an ANSI escape sequence. */
function beforeEscape(text: string, start: number, end: number): number {
  const at = text.lastIndexOf(escape, end - 1)
  if (at <= start || end - at > longestEscape) return end
  return wholeEscape.test(text.slice(at, end)) ? end : at
}
