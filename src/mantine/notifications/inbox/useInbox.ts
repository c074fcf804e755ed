import { useIsomorphicEffect } from '@mantine/hooks'
import { useState, useSyncExternalStore } from 'react'
import { type PusherActions, usePusherActions } from '../../../index.ts'
import type { InboxSnapshot, NotificationInboxStore } from './notification-inbox.ts'
import { createSessionInbox, type InboxOwner, type SessionInbox } from './session-inbox.ts'

/** By session, so that no user sees another's. */
const sessions = new WeakMap<object, SessionInbox>()

function sessionInbox(actions: PusherActions): SessionInbox {
  // Outlives the client, which failover replaces.
  const { connection } = actions
  const known = sessions.get(connection)
  if (known) return known
  const created = createSessionInbox(actions)
  sessions.set(connection, created)
  return created
}

/** The inbox given, else the one that all components below this provider share for as long as the session lasts. */
export function useInbox(given: NotificationInboxStore | undefined): NotificationInboxStore {
  const session = sessionInbox(usePusherActions())
  const shared = useSyncExternalStore(session.subscribe, session.getSnapshot, session.getSnapshot)
  return given ?? shared
}

/**
 * Says whose notifications come, so that the shared inbox is theirs.
 *
 * @returns whether the inbox is that of the owner yet, and the present inbox for what comes between two renders
 */
export function useInboxOwner(given: NotificationInboxStore | undefined, { userId, persist }: InboxOwner) {
  const session = sessionInbox(usePusherActions())
  const isShared = given === undefined
  const [declared, setDeclared] = useState<SessionInbox>()
  // Before the effects of the channels' listeners: nothing may come before it is known whose it is.
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

/** What the inbox holds. */
export function useInboxSnapshot(inbox: NotificationInboxStore): InboxSnapshot {
  return useSyncExternalStore(inbox.subscribe, inbox.getSnapshot, () => empty)
}
