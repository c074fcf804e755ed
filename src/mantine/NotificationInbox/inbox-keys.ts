/** What the keys of the list do. */
export interface InboxKeyActions {
  /** Moves the focus to this one. */
  focus: (id: string) => void
  remove: (id: string) => void
  toggleRead: (id: string) => void
}

/**
 * Arrow keys move between the notifications, Home and End to the ends; Delete removes, Enter follows the link,
 * `r` marks as read or unread.
 */
export function inboxKeyHandler(ids: readonly string[], actions: InboxKeyActions) {
  return (event: React.KeyboardEvent<HTMLElement>): void => {
    // With Ctrl or Cmd a key belongs to the browser.
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const focused = (event.target as Element).closest<HTMLElement>('[data-inbox-item]')
    const id = focused?.dataset.inboxItem
    const at = id === undefined ? -1 : ids.indexOf(id)
    const targets: Partial<Record<string, string | undefined>> = {
      ArrowDown: ids[at + 1],
      ArrowUp: ids[Math.max(0, at - 1)],
      Home: ids[0],
      End: ids.at(-1),
    }
    const target = targets[event.key]
    if (target !== undefined) {
      event.preventDefault()
      actions.focus(target)
      return
    }
    // Only for the notification itself: Enter on a button inside belongs to the button.
    if (id === undefined || focused !== event.target) return
    if (event.key === 'Delete' || event.key === 'Backspace') actions.remove(id)
    if (event.key === 'Enter') focused?.querySelector('a')?.click()
    if (event.key === 'r') actions.toggleRead(id)
  }
}
