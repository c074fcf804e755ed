import { useMemo, useSyncExternalStore } from 'react'
import type { EventLog, LogQuery, LogQueryResult, LogQuerySnapshot } from '../../../index.ts'
import { LiveQuery } from './live-query.ts'
import type { PaintGate } from './paint-gate.ts'

/** A query of a log, kept up to date; `result` is null without a query. */
export function useLogQuery(
  { log, gate }: { log: EventLog; gate: PaintGate },
  query: LogQuery | null,
): { result: LogQueryResult | null; snapshot: LogQuerySnapshot } {
  const key = JSON.stringify(query)
  const live = useMemo(() => new LiveQuery(log, JSON.parse(key) as LogQuery | null, gate), [log, gate, key])
  const snapshot = useSyncExternalStore(live.subscribe, live.getSnapshot, live.getSnapshot)
  return { result: live.result, snapshot }
}
