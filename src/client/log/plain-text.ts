const escape = String.fromCharCode(27)
const bell = String.fromCharCode(7)

/** CSI sequences (colours, cursor), OSC sequences (titles, links), and two-character escapes. */
const ansiCodes = new RegExp(
  `${escape}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${bell}${escape}]*(?:${bell}|${escape}\\\\)?|[@-Z\\\\-_])`,
  'g',
)

const beyondGrid = /[^ -~]/

/**
 * The text as a reader sees it: without ANSI codes.
 *
 * @example
 * ```ts
 * plainText('\u001b[31mfailed\u001b[0m') // 'failed'
 * ```
 */
export function plainText(text: string): string {
  return text.includes(escape) ? text.replace(ansiCodes, '') : text
}

/** Columns on a monospace grid, or -1 where only a measurement can tell. */
export function gridWidth(text: string): number {
  if (!beyondGrid.test(text)) return text.length
  const plain = plainText(text)
  return beyondGrid.test(plain) ? -1 : plain.length
}
