import { useState, useSyncExternalStore } from 'react'
import { usePusher } from '../../index.ts'
import {
  createNotificationInbox,
  type InboxSnapshot,
  type NotificationInboxStore,
} from './notification-inbox.ts'

/** The inbox of each provider that was given none: gone with its client, so that no user sees another's. */
const inboxes = new WeakMap<object, NotificationInboxStore>()

function inboxOf(client: object): NotificationInboxStore {
  const known = inboxes.get(client)
  if (known) return known
  const created = createNotificationInbox()
  inboxes.set(client, created)
  return created
}

/** The inbox given, else the one that all components below this provider share. */
export function useInbox(given: NotificationInboxStore | undefined): NotificationInboxStore {
  const client = usePusher()
  const [own] = useState(createNotificationInbox)
  return given ?? (client ? inboxOf(client) : own)
}

const empty: InboxSnapshot = { items: [], unread: 0, undoable: 0, opened: false, hasView: false }

/** What the inbox holds. */
export function useInboxSnapshot(inbox: NotificationInboxStore): InboxSnapshot {
  return useSyncExternalStore(inbox.subscribe, inbox.getSnapshot, () => empty)
}
