import { useSyncExternalStore } from 'react'
import { useConsole } from './console-context.ts'
import type { FeedSnapshot } from './feed-store.ts'

/** The records of the feed, live. */
export function useFeed(): FeedSnapshot {
  const { feed } = useConsole()
  return useSyncExternalStore(feed.subscribe, feed.getSnapshot)
}
