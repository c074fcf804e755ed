/** What the keys of the list do to the notification that has the focus. */
export interface InboxKeyActions {
  remove: (id: string) => void
  toggleRead: (id: string) => void
}

/**
 * Arrow keys move between the notifications, Home and End to the ends; Delete removes, Enter follows the link,
 * `r` marks as read or unread.
 */
export function inboxKeyHandler(actions: InboxKeyActions) {
  return (event: React.KeyboardEvent<HTMLElement>): void => {
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-inbox-item]')]
    const focused = (event.target as Element).closest<HTMLElement>('[data-inbox-item]')
    const at = focused ? rows.indexOf(focused) : -1
    const targets: Partial<Record<string, HTMLElement | undefined>> = {
      ArrowDown: rows[at + 1],
      ArrowUp: rows[Math.max(0, at - 1)],
      Home: rows[0],
      End: rows.at(-1),
    }
    const target = targets[event.key]
    if (target) {
      event.preventDefault()
      target.focus({ preventScroll: true })
      target.scrollIntoView({ block: 'nearest' })
      return
    }
    // Only for the notification itself: Enter on a button inside belongs to the button.
    const id = focused === event.target ? focused?.dataset.inboxItem : undefined
    if (id === undefined) return
    if (event.key === 'Delete' || event.key === 'Backspace') {
      ;(rows[at + 1] ?? rows[at - 1])?.focus()
      actions.remove(id)
    }
    if (event.key === 'Enter') focused?.querySelector('a')?.click()
    if (event.key === 'r') actions.toggleRead(id)
  }
}
