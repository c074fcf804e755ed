/** Logs one line to the page's console. */
export function note(line: string): void {
  // oxlint-disable-next-line no-console -- the library's only use: messages in development, and `debug`
  console.info(line)
}
