/** One line on the console of the page. */
export function note(line: string): void {
  // oxlint-disable-next-line no-console -- the library's one place: a note in development, and `debug`
  console.info(line)
}
