import { useIsomorphicEffect } from '@mantine/hooks'
import { useState, useSyncExternalStore } from 'react'
import { type PusherActions, usePusherActions } from '../../../index.ts'
import type { InboxSnapshot, NotificationInboxStore } from './notification-inbox.ts'
import { createSessionInbox, type InboxOwner, type SessionInbox } from './session-inbox.ts'

/** By session, so that no user sees the inbox of another. */
const sessions = new WeakMap<object, SessionInbox>()

function sessionInbox(actions: PusherActions): SessionInbox {
  // The connection is the key: failover replaces the client.
  const { connection } = actions
  const known = sessions.get(connection)
  if (known) return known
  const created = createSessionInbox(actions)
  sessions.set(connection, created)
  return created
}

/** The given inbox, or the one that all components below this provider share during the session. */
export function useInbox(given: NotificationInboxStore | undefined): NotificationInboxStore {
  const session = sessionInbox(usePusherActions())
  const shared = useSyncExternalStore(session.subscribe, session.getSnapshot, session.getSnapshot)
  return given ?? shared
}

/**
 * Declares the user of the notifications, so that the shared inbox is theirs.
 *
 * @returns whether the inbox is that of the owner, and the current inbox for events between two renders
 */
export function useInboxOwner(given: NotificationInboxStore | undefined, { userId, persist }: InboxOwner) {
  const session = sessionInbox(usePusherActions())
  const isShared = given === undefined
  const [declared, setDeclared] = useState<SessionInbox>()
  // Before the effects of the channels' listeners: the owner must be known before the first event.
  useIsomorphicEffect(() => {
    if (!isShared) return undefined
    const withdraw = session.declare({ userId, persist })
    setDeclared(session)
    return withdraw
  }, [session, isShared, userId, persist])
  return {
    isSettled: !isShared || declared === session,
    presentInbox: () => given ?? session.getSnapshot(),
  }
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

/** The content of the inbox. */
export function useInboxSnapshot(inbox: NotificationInboxStore): InboxSnapshot {
  return useSyncExternalStore(inbox.subscribe, inbox.getSnapshot, () => empty)
}
