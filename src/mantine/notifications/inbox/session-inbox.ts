import { createSignal } from '../../../primitives/index.ts'
import type { PusherActions } from '../../../index.ts'
import { openUserInbox } from './user-inbox.ts'
import { createNotificationInbox, type NotificationInboxStore } from './notification-inbox.ts'

/** The user of a bridge's notifications, and whether they are kept after a reload. */
export interface InboxOwner {
  /** The user id in the bridge's channel names; null when there is none, or several. */
  userId: string | null
  persist: boolean
}

/** The inbox that the components of one session share; another one when the bridges declare another user. */
export interface SessionInbox {
  subscribe: (listener: () => void) => () => void
  getSnapshot: () => NotificationInboxStore
  /** Adds the owner of a bridge on the page. Returns a function that removes it. */
  declare: (owner: InboxOwner) => () => void
}

type Session = Pick<PusherActions, 'appKey' | 'sessionKey'>

/**
 *     no user ────────────────────► in memory
 *     one user, persist ──────────► in localStorage, under a key per user
 *     one user, persist={false} ──► in memory, one inbox per user
 *     no bridge on the page ──────► unchanged
 */
export function createSessionInbox(session: Session): SessionInbox {
  const changed = createSignal()
  const owners = new Set<InboxOwner>()
  const inboxes = new Map<string, NotificationInboxStore>()
  let current = open(null, false)

  function open(user: string | null, persist: boolean): NotificationInboxStore {
    const id = JSON.stringify([user, persist])
    const inbox = inboxes.get(id) ?? createInbox(user, persist)
    inboxes.set(id, inbox)
    return inbox
  }

  function choose() {
    if (owners.size === 0) return
    const users = new Set([...owners].flatMap(({ userId }) => userId ?? []))
    const [userId = null] = users.size === 1 ? users : []
    const { appKey, sessionKey } = session
    const isKnown = userId !== null || sessionKey !== null
    const user = isKnown
      ? JSON.stringify([appKey, sessionKey === null ? null : String(sessionKey), userId])
      : null
    const next = open(
      user,
      [...owners].every(({ persist }) => persist),
    )
    if (next === current) return
    // Other inboxes are dropped, because notifications without a user must not be moved to a user's inbox.
    inboxes.forEach((inbox, id) => {
      if (inbox !== next) inboxes.delete(id)
    })
    current = next
    changed.emit()
  }

  return {
    subscribe: changed.on,
    getSnapshot: () => current,
    declare(owner) {
      const own = { ...owner }
      owners.add(own)
      choose()
      return () => {
        owners.delete(own)
        choose()
      }
    },
  }
}

function createInbox(user: string | null, persist: boolean): NotificationInboxStore {
  if (persist && user !== null) return openUserInbox(user)
  return createNotificationInbox({ name: 'react-pusher-kit:inbox' })
}

const userChannel = /^private-(?:encrypted-)?user-(.+)$/u

/** The user id in these channel names; null without one, or with several. */
export function userOf(channels: readonly string[]): string | null {
  const ids = new Set(channels.flatMap((name) => userChannel.exec(name)?.[1] ?? []))
  const [id] = ids
  return ids.size === 1 && id !== undefined ? id : null
}
