import { useMemo } from 'react'
import { useEventLog } from '../../index.ts'
import { type RunEvent, readRunEvent } from './run-events.ts'
import type { RunFeedState } from './RunList.tsx'

/** Runs remembered by their events; older ones go. */
const capacity = 5000

/** The run events of a channel: its history first, then live. */
export function useRunEvents(channel: string | null, event: string) {
  const { log, status, total, error, retry } = useEventLog({ channel, event, capacity })

  const events = useMemo<RunEvent[]>(
    // The log is one object for ever; its total says that there is more in it.
    () => log.slice(0, total).flatMap((entry) => readRunEvent(entry) ?? []),
    [log, total],
  )
  const state: RunFeedState =
    status === 'loading' ? 'loading' : error ? 'error' : status === 'offline' ? 'offline' : 'live'
  return { events, state, retry: () => void retry() }
}
