import { rowAtKey, rowUnder } from '../lib/row-keys.ts'

/** What the keys of the list do. */
export interface InboxKeyActions {
  /** Moves the focus to this one. */
  focus: (id: string) => void
  remove: (id: string) => void
  toggleRead: (id: string) => void
}

/**
 * Arrow keys move between the notifications, Home and End to the ends; Delete removes, Enter does what the
 * notification offers, `r` marks as read or unread.
 */
export function inboxKeyHandler(ids: readonly string[], actions: InboxKeyActions) {
  return (event: React.KeyboardEvent<HTMLElement>): void => {
    const target = rowAtKey(event, ids)
    if (target !== undefined) {
      event.preventDefault()
      actions.focus(target)
      return
    }
    const row = rowUnder(event)
    const id = row?.dataset.row
    // Only for the notification itself: Enter on a button inside belongs to the button.
    if (id === undefined || row !== event.target || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Delete' || event.key === 'Backspace') actions.remove(id)
    if (event.key === 'Enter') row?.querySelector<HTMLElement>('a, [data-act] button')?.click()
    if (event.key === 'r') actions.toggleRead(id)
  }
}
