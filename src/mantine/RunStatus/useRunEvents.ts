import { useMemo } from 'react'
import { useEventLog } from '../../index.ts'
import { type RunEvent, runEventOf } from './run-events.ts'
import type { RunFeedState } from './RunList.tsx'

/** Maximum number of events; the oldest are dropped. */
const capacity = 5000

/** The run events of a channel, first from the history, then live. */
export function useRunEvents(channel: string | null, event: string) {
  const { log, status, error, retry } = useEventLog({ channel, event, capacity })

  const events = useMemo<RunEvent[]>(() => log.slice().flatMap((entry) => runEventOf(entry) ?? []), [log])
  const state: RunFeedState =
    status === 'loading' ? 'loading' : error ? 'error' : status === 'offline' ? 'offline' : 'live'
  return { events, state, retry: () => void retry() }
}
