import type { LogGap } from '../event-log-types.ts'
import type { FilteredLogs } from './filtered-logs.ts'
import { fetchPage, type HistorySource, pageLength, toEntry } from './history-pages.ts'

export interface RepairSource extends HistorySource {
  readonly epoch: string | null
  readonly logs: FilteredLogs
}

/** Fetches a gap again, page by page from its older end; events that are still missing stay marked. */
export async function repairGap(
  source: RepairSource,
  gap: LogGap & { after: number; before: number },
  signal: AbortSignal,
): Promise<void> {
  const { epoch, logs } = source
  const { before } = gap
  // Numbers up to `after` have been requested; `marked` is where the remaining gap begins.
  let marked = gap.after
  for (let { after } = gap; after + 1 < before;) {
    const page = await fetchPage(source, { after, before, limit: pageLength, signal })
    const isForeign = source.epoch !== epoch || (epoch !== null && page.epoch !== epoch)
    const events = page.events.filter(({ seq }) => seq > after && seq < before)
    const last = events.at(-1)?.seq ?? after
    if (signal.aborted || isForeign) break
    // The history responded, so missing events are no longer retried automatically.
    logs.fillGap({ ...gap, after: marked }, events.map(toEntry), { failed: false })
    if (last > after) marked = last
    // A page may have no matching events; continue at its cursor.
    const reached = Math.max(last, page.has_more ? (page.next_cursor ?? after) : after)
    if (reached <= after) break
    after = reached
  }
  logs.changed()
}
