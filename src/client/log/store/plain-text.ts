const escape = String.fromCharCode(27)
const bell = String.fromCharCode(7)

/** CSI sequences (colours, cursor), OSC sequences (titles, links), and short escapes (character sets, keypad). */
const ansiCodes = new RegExp(
  `${escape}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${bell}${escape}]*(?:${bell}|${escape}\\\\)?|[ -/]*[0-~])`,
  'g',
)

/**
 * The text without ANSI codes.
 *
 * @example
 * ```ts
 * plainText('\u001b[31mfailed\u001b[0m') // 'failed'
 * ```
 */
export function plainText(text: string): string {
  return text.includes(escape) ? text.replace(ansiCodes, '') : text
}
