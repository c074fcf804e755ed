import type { FetchHistoryPage, LogGap } from '../event-log-types.ts'
import type { FedLogs } from './fed-logs.ts'
import { fetchPage, pageLength, toEntry } from './history-pages.ts'

export interface RepairSource {
  readonly channel: string
  readonly epoch: string | null
  readonly logs: FedLogs
  readonly fetchHistory: FetchHistoryPage
}

/** Tries once more to fetch a gap, a page at a time from its older side; what still cannot be had stays a marker. */
export async function repairGap(
  source: RepairSource,
  gap: LogGap & { after: number; before: number },
  signal: AbortSignal,
): Promise<void> {
  const { channel, fetchHistory, epoch, logs } = source
  const { before } = gap
  for (let { after } = gap; after + 1 < before;) {
    const page = await fetchPage(fetchHistory, { channel, after, before, limit: pageLength, signal })
    const isForeign = source.epoch !== epoch || (epoch !== null && page.epoch !== epoch)
    const events = page.events.filter(({ seq }) => seq > after && seq < before)
    const last = events.at(-1)
    if (signal.aborted || isForeign || !last) break
    const rest = last.seq + 1 < before ? { after: last.seq } : null
    logs.fillGap({ ...gap, after }, events.map(toEntry), rest)
    after = last.seq
  }
  logs.changed()
}
