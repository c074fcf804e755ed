import { useSyncExternalStore } from 'react'

const unchanging = () => () => undefined

/** The zone of times on screen: UTC on a server and while its page is hydrated, so that both render the same; then the reader's. */
export function useTimeZone(): 'UTC' | undefined {
  return useSyncExternalStore(
    unchanging,
    () => undefined,
    () => 'UTC',
  )
}
