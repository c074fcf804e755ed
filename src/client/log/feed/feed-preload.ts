import type { HistoryPage } from '../event-log-types.ts'
import type { FilteredLog } from './filtered-log.ts'
import type { FilteredLogs } from './filtered-logs.ts'
import { fetchPage, type HistorySource, pageLength } from './history-pages.ts'

/** First pause before a failed page is requested again, ms; it doubles. */
const firstRetry = 1000
const attempts = 6

export interface PreloadedFeed extends HistorySource {
  readonly epoch: string | null
  readonly logs: FilteredLogs
}

export interface PreloadOutcome {
  readonly signal: AbortSignal
  canAsk: () => boolean
  succeeded: () => void
  failed: (error: unknown) => void
}

/**
 * Loads older entries until every log has `preload` of them. Logs at the same position share pages as long as the pages
 * have matching events; after that each log requests its own event by name.
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
      await feed.pauses.wait(firstRetry * 2 ** failures, signal)
      failures += 1
    }
  }
  for (const log of feed.logs) log.loaded()
}

/** Fetches the page before the oldest entry of all these logs. @returns how many entries matched */
async function loadTogether(
  feed: PreloadedFeed,
  logs: readonly FilteredLog[],
  signal: AbortSignal,
): Promise<number> {
  const { epoch } = feed
  const before = (logs[0] as FilteredLog).older.before
  const page: HistoryPage = await fetchPage(feed, { before, limit: pageLength, signal })
  if (signal.aborted || feed.epoch !== epoch || (epoch !== null && page.epoch !== epoch)) return 0
  let wanted = 0
  for (const { older } of logs) if (older.before === before) wanted += older.take(page, before)
  return wanted
}
