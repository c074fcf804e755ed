import { type StoredInbox, storedInboxFrom } from './stored-inbox.ts'

/** How the tabs of one user hear at once what was decided in another, without storage too. */
export interface InboxTabs {
  tell(decided: StoredInbox): void
  /** Calls `hear` with what the other tabs tell, until the answer is called. */
  listen(hear: (decided: StoredInbox) => void): () => void
}

/** Tabs that share a name, over a `BroadcastChannel`; open only while somebody listens. */
export function createInboxTabs(name: string): InboxTabs {
  let channel: BroadcastChannel | undefined
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is no window
    tell: (decided) => channel?.postMessage(decided),
    listen(hear) {
      if (typeof BroadcastChannel === 'undefined') return () => {}
      const mine = new BroadcastChannel(name)
      mine.addEventListener('message', ({ data }) => hear(storedInboxFrom(data)))
      channel = mine
      return () => {
        channel = undefined
        mine.close()
      }
    },
  }
}
