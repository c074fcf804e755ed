/** The row that a keyboard event comes from; null outside of rows. */
export function rowUnder(event: React.KeyboardEvent<HTMLElement>): HTMLElement | null {
  return (event.target as Element).closest<HTMLElement>('[data-row]')
}

/**
 * The row that a key moves the focus to: the neighbours for arrow keys, the first and last row for Home and End;
 * undefined for other keys.
 */
export function rowAtKey(
  event: React.KeyboardEvent<HTMLElement>,
  ids: readonly string[],
): string | undefined {
  // Browser shortcuts are not handled.
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
