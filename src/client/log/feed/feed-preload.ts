import type { FetchHistoryPage, HistoryPage } from '../event-log-types.ts'
import type { FilteredLog } from './filtered-log.ts'
import type { FilteredLogs } from './filtered-logs.ts'
import { fetchPage, pageLength, pause } from './history-pages.ts'

/** First pause before more older pages are asked for again, ms; it doubles. */
const firstRetry = 1000
const attempts = 6

export interface PreloadedFeed {
  readonly channel: string
  readonly epoch: string | null
  readonly fetchHistory: FetchHistoryPage
  readonly logs: FilteredLogs
}

export interface PreloadOutcome {
  readonly signal: AbortSignal
  canAsk: () => boolean
  succeeded: () => void
  failed: (error: unknown) => void
}

/**
 * Brings older entries until every log has as many as it wants at its start. Logs that have come equally far
 * share pages, as long as those hold what they want; a rare event is asked for by its name.
 */
export async function preloadOlder(feed: PreloadedFeed, outcome: PreloadOutcome): Promise<void> {
  const { signal } = outcome
  const exhausted = new Set<FilteredLog>()
  let isShared = true
  for (let failures = 0; failures < attempts && outcome.canAsk() && !signal.aborted;) {
    const short = [...feed.logs].filter((log) => log.isShort && !exhausted.has(log))
    const [first] = short
    if (!first) break
    const equal = short.filter((log) => log.older.before === first.older.before)
    try {
      if (isShared && equal.length > 1) {
        isShared = (await loadTogether(feed, equal, signal)) > 0
      } else if ((await first.older.load()) === 0) {
        exhausted.add(first)
      }
      failures = 0
      outcome.succeeded()
      for (const log of isShared ? equal : [first]) log.loaded()
    } catch (error) {
      outcome.failed(error)
      await pause(firstRetry * 2 ** failures, signal)
      failures += 1
    }
  }
  for (const log of feed.logs) log.loaded()
}

/** Fetches the page before the oldest entry of all these logs. @returns how many entries they wanted of it */
async function loadTogether(
  feed: PreloadedFeed,
  logs: readonly FilteredLog[],
  signal: AbortSignal,
): Promise<number> {
  const { channel, fetchHistory, epoch } = feed
  const before = (logs[0] as FilteredLog).older.before
  const page: HistoryPage = await fetchPage(fetchHistory, { channel, before, limit: pageLength, signal })
  if (signal.aborted || feed.epoch !== epoch || (epoch !== null && page.epoch !== epoch)) return 0
  let wanted = 0
  for (const { older } of logs) if (older.before === before) wanted += older.take(page, before)
  return wanted
}
