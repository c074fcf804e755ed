import type { Entry, FetchHistoryPage, LogGap } from '../event-log-types.ts'
import { fetchPage, pageLength, toEntry } from './history-pages.ts'
import type { LogContents } from './log-contents.ts'

export interface RepairSource {
  readonly channel: string
  readonly fetchHistory: FetchHistoryPage
  wants(entry: Entry): boolean
}

/**
 * Tries once more to fetch a gap, a page at a time from its older side; what still cannot be had stays a marker.
 *
 * @returns how many events came
 */
export async function repairGap(
  source: RepairSource,
  contents: LogContents,
  gap: LogGap & { after: number; before: number },
  signal: AbortSignal,
): Promise<number> {
  const { channel, fetchHistory } = source
  let current = gap
  let repaired = 0
  while (current.after + 1 < current.before) {
    const { after, before } = current
    const page = await fetchPage(fetchHistory, { channel, after, before, limit: pageLength, signal })
    const events = page.events.filter((event) => event.seq > after && event.seq < before)
    const last = events.at(-1)
    if (signal.aborted || !last) break
    const entries = events.map(toEntry).filter((entry) => source.wants(entry))
    // The marker is set to follow the entries, so they go in before it.
    const place = contents.gaps.all.find((other) => other.before === before)?.index ?? current.index
    contents.insert(place, entries)
    const rest = { ...current, after: last.seq, index: place }
    const marker = contents.gaps.all.find((other) => other.before === before)
    if (marker) contents.gaps.replace(marker, rest.after + 1 < before ? rest : null)
    current = rest
    repaired += events.length
  }
  contents.changed()
  return repaired
}
