import type {
  AppendRequest,
  AppendResult,
  EventStore,
  HistoryPage,
  HistoryQuery,
  NewEvent,
  Retention,
  StoredEvent,
} from './event-store.ts'
import { historyPage, readsBackwards } from './history-page.ts'

interface Row extends StoredEvent {
  threadId: string | undefined
  /** Epoch ms. */
  storedAt: number
}

interface Channel {
  /** Ascending by `seq`, contiguous: row `i` has `rows[0].seq + i`. */
  rows: Row[]
  lastSeq: number
}

/** How many idempotency keys are remembered. */
const rememberedKeys = 10_000

/**
 * An {@link EventStore} in memory: for tests, and for servers whose history may end with the process.
 *
 * @example
 * ```ts
 * const server = createPusherServer({ authenticate: () => null, store: memoryStore() })
 * ```
 */
export function memoryStore(): EventStore {
  const epoch = crypto.randomUUID().slice(0, 8)
  const channels = new Map<string, Channel>()
  const results = new Map<string, AppendResult>()

  function append({ channel: name, events, idempotencyKey }: AppendRequest): AppendResult {
    const known = idempotencyKey === undefined ? undefined : results.get(`${name} ${idempotencyKey}`)
    if (known) return { ...known, repeated: true }
    const channel = channels.get(name) ?? { rows: [], lastSeq: 0 }
    channels.set(name, channel)
    const firstSeq = channel.lastSeq + 1
    const now = Date.now()
    for (const event of events) channel.rows.push(row(event, ++channel.lastSeq, now))
    const result = { epoch, firstSeq, lastSeq: channel.lastSeq, repeated: false }
    if (idempotencyKey !== undefined) remember(`${name} ${idempotencyKey}`, result)
    return result
  }

  function remember(key: string, result: AppendResult): void {
    results.set(key, result)
    if (results.size <= rememberedKeys) return
    const [oldest] = results.keys()
    if (oldest !== undefined) results.delete(oldest)
  }

  function history(query: HistoryQuery): HistoryPage {
    const { rows, lastSeq } = channels.get(query.channel) ?? { rows: [], lastSeq: 0 }
    const firstSeq = rows[0]?.seq ?? lastSeq + 1
    const wanted = range(rows, firstSeq, query)
    if (readsBackwards(query)) wanted.reverse()
    const found: StoredEvent[] = []
    for (const candidate of wanted) {
      if (!matches(candidate, query)) continue
      const { seq, event, data, timestamp } = candidate
      found.push({ seq, event, data, timestamp })
      if (found.length > query.limit) break
    }
    return historyPage(query, { epoch, firstSeq, lastSeq }, found)
  }

  function prune({ maxAge, maxCount }: Retention): number {
    const oldest = maxAge === undefined ? Number.NEGATIVE_INFINITY : Date.now() - maxAge
    let pruned = 0
    for (const channel of channels.values()) {
      const surplus = Math.max(0, channel.rows.length - (maxCount ?? Number.POSITIVE_INFINITY))
      const fresh = channel.rows.findIndex((candidate) => candidate.storedAt >= oldest)
      const count = Math.max(surplus, fresh === -1 ? channel.rows.length : fresh)
      channel.rows.splice(0, count)
      pruned += count
    }
    return pruned
  }

  return {
    append: async (request) => append(request),
    history: async (query) => history(query),
    prune: async (retention) => prune(retention),
    check: async () => {},
    close: async () => {},
  }
}

function row({ event, data, timestamp, threadId }: NewEvent, seq: number, storedAt: number): Row {
  return { seq, event, data, timestamp, threadId, storedAt }
}

function range(rows: Row[], firstSeq: number, { after = 0, before }: HistoryQuery): Row[] {
  const start = Math.max(0, after + 1 - firstSeq)
  const end = before === undefined ? rows.length : Math.max(start, before - firstSeq)
  return rows.slice(start, end)
}

function matches({ event, threadId }: Row, { events, threadIds }: HistoryQuery): boolean {
  if (events && !events.includes(event)) return false
  return !threadIds || (threadId !== undefined && threadIds.includes(threadId))
}
