import { rowAtKey, rowUnder } from '../lib/row-keys.ts'

/** The actions of the list's keys. */
export interface InboxKeyActions {
  /** Moves the focus to a notification. */
  focus: (id: string) => void
  remove: (id: string) => void
  toggleRead: (id: string) => void
}

/**
 * Arrow keys move between the notifications, Home and End to the first and last one. Delete removes a notification,
 * Enter clicks its link or button, `r` marks it as read or unread.
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
    // Only for the notification itself, because Enter on a button inside clicks that button.
    if (id === undefined || row !== event.target || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Delete' || event.key === 'Backspace') actions.remove(id)
    if (event.key === 'Enter') row?.querySelector<HTMLElement>('a, [data-act] button')?.click()
    if (event.key === 'r') actions.toggleRead(id)
  }
}
