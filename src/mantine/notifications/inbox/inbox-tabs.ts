import { type StoredInbox, storedInboxFrom } from './stored-inbox.ts'

/** Sends changes by the user to their other tabs immediately, with or without storage. */
export interface InboxTabs {
  broadcast(decided: StoredInbox): void
  /** Calls `listener` with the changes of other tabs. Returns a function that unsubscribes. */
  subscribe(listener: (decided: StoredInbox) => void): () => void
}

/** Tabs that share a name, over a `BroadcastChannel`; open only while subscribed. */
export function createInboxTabs(name: string): InboxTabs {
  let channel: BroadcastChannel | undefined
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has no target origin
    broadcast: (decided) => channel?.postMessage(decided),
    subscribe(listener) {
      if (typeof BroadcastChannel === 'undefined') return () => {}
      const mine = new BroadcastChannel(name)
      mine.addEventListener('message', ({ data }) => listener(storedInboxFrom(data)))
      channel = mine
      return () => {
        channel = undefined
        mine.close()
      }
    },
  }
}
