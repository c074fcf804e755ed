import { fingerprint } from '../notification-ids.ts'
import { localInboxStorage } from './inbox-storage.ts'
import { createNotificationInbox, type NotificationInboxStore } from './notification-inbox.ts'
import { parseInbox } from './stored-inbox.ts'

/** The digit is the version of the format: each version has its own keys. */
const prefix = 'react-pusher-kit:inbox:1:'
/** How many of the newest items are kept per user. */
const keptItems = 200
/** Maximum number of inboxes per browser: those of the most recent users. */
const keptUsers = 8

/**
 * The inbox of a user, kept in localStorage; in memory while that is full or blocked.
 *
 * @param user - identifies the user; it may be a secret, so only its hash is stored
 */
export function openUserInbox(user: string): NotificationInboxStore {
  const key = prefix + fingerprint(user)
  removeOldestInboxes(key)
  const storage = localInboxStorage(key)
  const subscribe = (listener: () => void) => {
    const stop = storage.subscribe(listener)
    // The previous session's inbox on this page wrote when it was released, after this one was read.
    listener()
    return stop
  }
  return createNotificationInbox({ storage: { ...storage, subscribe }, stored: keptItems })
}

/** Removes the oldest inboxes, so that many users of one browser do not fill its storage. */
function removeOldestInboxes(key: string): void {
  try {
    const { localStorage } = window
    const others = Object.keys(localStorage).filter((name) => name.startsWith(prefix) && name !== key)
    if (others.length < keptUsers) return
    const newest = (name: string) =>
      Math.max(0, ...parseInbox(localStorage.getItem(name)).items.map(({ timestamp }) => timestamp))
    const latestFirst = others.map((name) => ({ name, at: newest(name) })).toSorted((a, b) => b.at - a.at)
    for (const { name } of latestFirst.slice(keptUsers - 1)) localStorage.removeItem(name)
  } catch {
    // Blocked: nothing is stored.
  }
}
