import { useSyncExternalStore } from 'react'
import { usePusherActions } from '../../index.ts'
import {
  createNotificationInbox,
  type InboxSnapshot,
  type NotificationInboxStore,
} from './notification-inbox.ts'

/** The inbox of each provider that was given none: gone with its session, so that no user sees another's. */
const inboxes = new WeakMap<object, NotificationInboxStore>()

function inboxOf(session: object): NotificationInboxStore {
  const known = inboxes.get(session)
  if (known) return known
  const created = createNotificationInbox({ name: 'react-pusher-kit:inbox' })
  inboxes.set(session, created)
  return created
}

/** The inbox given, else the one that all components below this provider share for as long as the session lasts. */
export function useInbox(given: NotificationInboxStore | undefined): NotificationInboxStore {
  // Outlives the client, which failover replaces.
  const { connection } = usePusherActions()
  return given ?? inboxOf(connection)
}

const empty: InboxSnapshot = {
  items: [],
  unread: 0,
  isLoading: false,
  loadError: null,
  undoable: 0,
  opened: false,
  view: null,
}

/** What the inbox holds. */
export function useInboxSnapshot(inbox: NotificationInboxStore): InboxSnapshot {
  return useSyncExternalStore(inbox.subscribe, inbox.getSnapshot, () => empty)
}
