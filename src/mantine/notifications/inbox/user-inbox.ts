import { fingerprint } from '../notification-ids.ts'
import { localInboxStorage } from './inbox-storage.ts'
import { createNotificationInbox, type NotificationInboxStore } from './notification-inbox.ts'
import { parseInbox } from './stored-inbox.ts'

/** The digit is the version of the format: another one reads and writes under keys of its own. */
const prefix = 'react-pusher-kit:inbox:1:'
/** How many items of a user are kept, the newest. */
const keptItems = 200
/** How many users of one browser have an inbox kept, the latest. */
const keptUsers = 8

/**
 * The inbox of a user, kept in localStorage; in memory as long as that is full or forbidden.
 *
 * @param user - what identifies the user; it may be a secret, so storage gets no more than a hash
 */
export function openUserInbox(user: string): NotificationInboxStore {
  const key = prefix + fingerprint(user)
  forgetOthers(key)
  const storage = localInboxStorage(key)
  const subscribe = (listener: () => void) => {
    const stop = storage.subscribe(listener)
    // The inbox of the session before, on this page, has written when it let go: after this one was read.
    listener()
    return stop
  }
  return createNotificationInbox({ storage: { ...storage, subscribe }, stored: keptItems })
}

/** A browser that many people use does not fill up. */
function forgetOthers(key: string): void {
  try {
    const { localStorage } = window
    const others = Object.keys(localStorage).filter((name) => name.startsWith(prefix) && name !== key)
    if (others.length < keptUsers) return
    const newest = (name: string) =>
      Math.max(0, ...parseInbox(localStorage.getItem(name)).items.map(({ timestamp }) => timestamp))
    const latestFirst = others.map((name) => ({ name, at: newest(name) })).toSorted((a, b) => b.at - a.at)
    for (const { name } of latestFirst.slice(keptUsers - 1)) localStorage.removeItem(name)
  } catch {
    // Forbidden: there is nothing to forget.
  }
}
