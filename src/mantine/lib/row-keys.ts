/** The row under a keyboard event; null when none has the focus. */
export function rowUnder(event: React.KeyboardEvent<HTMLElement>): HTMLElement | null {
  return (event.target as Element).closest<HTMLElement>('[data-row]')
}

/** Where a key leads in a list: arrows to the neighbours, Home and End to the ends; undefined for any other key. */
export function rowAtKey(
  event: React.KeyboardEvent<HTMLElement>,
  ids: readonly string[],
): string | undefined {
  // With Ctrl or Cmd a key belongs to the browser.
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined
  const id = rowUnder(event)?.dataset.row
  const at = id === undefined ? -1 : ids.indexOf(id)
  const targets: Partial<Record<string, string | undefined>> = {
    ArrowDown: ids[at + 1],
    ArrowUp: ids[Math.max(0, at - 1)],
    Home: ids[0],
    End: ids.at(-1),
  }
  return targets[event.key]
}
