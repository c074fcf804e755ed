import { readHistory } from '../../protocol/index.ts'
import type {
  AppendRequest,
  AppendResult,
  EventStore,
  StoredHistoryPage,
  HistoryQuery,
  NewEvent,
  Retention,
} from './event-store.ts'
import type { StoredEvent } from './stored-event.ts'
import { typeName } from '../http/request/http-error.ts'
import { pageLimit } from './history-page.ts'
import { isOver, keyLifetime, repeatedAppend } from './idempotency.ts'
import type { KnownAppend } from './idempotency.ts'
import { memoryKeys, newestClaims, NewestEntries } from './memory-keys.ts'

interface Row extends StoredEvent {
  threadId: string | undefined
  /** Epoch ms; never less than in the previous row. */
  storedAt: number
  /** Counts the rows of all channels, oldest first. */
  order: number
}

interface Channel {
  /** Ascending by `seq`, contiguous: row `i` has `rows[0].seq + i`. */
  rows: Row[]
  lastSeq: number
  /** `storedAt` of the newest row. */
  storedAt: number
}

/** Maximum number of rows that one read examines. */
const rowsPerRead = 20_000

/** The default limits. */
const usualBounds = { eventsPerChannel: 50_000, events: 100_000 }
const noBounds = { eventsPerChannel: Infinity, events: Infinity }
/** Number of channels whose last number is kept after their events were deleted. */
const mostChannels = 100_000
/** The share of a limit that is deleted at once, because infrequent deletions are cheaper. */
const shareDropped = 1 / 16

/** Options of {@link memoryStore}. */
export interface MemoryStoreOptions {
  /**
   * Number of events kept per channel; the oldest are deleted.
   * @defaultValue 50 000, or that of `retention` when it is set
   */
  eventsPerChannel?: number
  /** Number of events kept in all channels; the oldest are deleted. @defaultValue 100 000, or that of `retention` */
  events?: number
}

/**
 * An {@link EventStore} in memory, for tests and for servers that may lose their history with the process. It keeps
 * the newest 50 000 events per channel and 100 000 in total; the server's `retention` overrides these numbers. When a
 * limit is reached, up to a sixteenth of it is deleted at once. For 100 000 channels without events it keeps the last
 * number; other channels continue above the numbers of all deleted ones. It keeps the newest 10 000 idempotency keys
 * with 10 MB of responses, for a day. It shares nothing between servers: each process broadcasts what it stored,
 * handles the webhooks that it received, and knows the occupied channels from these. Tasks, usage, metrics and the
 * states of the backends are lost with the process.
 *
 * @throws `Error` when a limit is not a positive integer
 * @example
 * ```ts
 * const store = memoryStore({ eventsPerChannel: 1000 })
 * const server = createPusherServer({ authenticate: () => null, store })
 * ```
 */
export function memoryStore(options: MemoryStoreOptions = {}): EventStore {
  assertCounts(options)
  let epoch = newEpochId()
  let prunedAt = Number.NEGATIVE_INFINITY
  let bounds = { ...usualBounds, ...options }
  let total = 0
  let appended = 0
  /** `seq` at which deleted and new channels start, exclusive. */
  let floor = 0
  const channels = new Map<string, Channel>()
  /** The channels with rows. */
  const held = new Set<Channel>()
  const appends = new NewestEntries<KnownAppend>(() => 0)
  const claims = newestClaims()

  function dropRows(channel: Channel, count: number): void {
    channel.rows.splice(0, count)
    total -= count
    if (channel.rows.length === 0) held.delete(channel)
  }

  /** Deletes the oldest events when there are more than the limits allow. */
  function keepBounds(channel: Channel): void {
    const surplus = surplusOf(channel.rows.length, bounds.eventsPerChannel)
    if (surplus > 0) dropRows(channel, surplus)
    const surplusOfAll = surplusOf(total, bounds.events)
    if (surplusOfAll > 0) dropOldest(surplusOfAll)
  }

  function dropOldest(count: number): void {
    const orders = Float64Array.from(rowsOf(held), ({ order }) => order).toSorted()
    const last = orders[count - 1] ?? 0
    for (const channel of held) {
      dropRows(
        channel,
        indexWhere(channel.rows, ({ order }) => order > last),
      )
    }
    forgetEmpty()
  }

  function forgetEmpty(): void {
    if (channels.size <= mostChannels) return
    for (const [name, { rows, lastSeq }] of channels) {
      if (rows.length > 0) continue
      floor = Math.max(floor, lastSeq)
      channels.delete(name)
    }
  }

  function append({ channel: name, events, idempotencyKey, fingerprint }: AppendRequest): AppendResult {
    const now = Date.now()
    const key = idempotencyKey === undefined ? undefined : JSON.stringify([name, idempotencyKey])
    const known = key === undefined ? undefined : appends.get(key)
    const repeated = repeatedAppend(known, fingerprint, epoch, now)
    if (repeated) return repeated
    const channel = channels.get(name) ?? { rows: [], lastSeq: floor, storedAt: 0 }
    channels.set(name, channel)
    channel.storedAt = Math.max(channel.storedAt, now)
    const firstSeq = channel.lastSeq + 1
    for (const event of events) {
      channel.rows.push(row(event, ++channel.lastSeq, channel.storedAt, appended++))
    }
    total += events.length
    if (events.length > 0) held.add(channel)
    keepBounds(channel)
    const { lastSeq } = channel
    if (key !== undefined) {
      appends.set(key, { firstSeq, lastSeq, fingerprint: fingerprint ?? null, storedAt: now })
    }
    return { epoch, firstSeq, lastSeq, repeated: false }
  }

  function history(query: HistoryQuery): StoredHistoryPage {
    const { rows, lastSeq } = channels.get(query.channel) ?? { rows: [], lastSeq: floor }
    const oldest = indexStoredSince(rows, query.storedSince)
    const firstSeq = rows[oldest]?.seq ?? lastSeq + 1
    const range = { limit: pageLimit(query), firstSeq, lastSeq, mostExamined: rowsPerRead }
    const { rows: found, nextCursor, hasMore } = readHistory(rows, { ...query, ...range })
    const events = found.map(({ seq, event, data, timestamp }) => ({ seq, event, data, timestamp }))
    return { epoch, firstSeq, lastSeq, events, nextCursor, hasMore }
  }

  function prune({ maxAge, maxCount }: Retention, notWithin = 0): number {
    const now = Date.now()
    const isLimited = maxAge !== undefined || maxCount !== undefined
    bounds = { ...(isLimited ? noBounds : usualBounds), ...options }
    if (Math.abs(now - prunedAt) < notWithin) return 0
    prunedAt = now
    appends.drop(({ storedAt }) => isOver(storedAt, keyLifetime, now))
    claims.drop(({ claimedAt }) => isOver(claimedAt, keyLifetime, now))
    let pruned = 0
    for (const channel of held) {
      const { rows } = channel
      const surplus = Math.max(0, rows.length - (maxCount ?? Number.POSITIVE_INFINITY))
      const count = Math.max(surplus, indexStoredSince(rows, maxAge === undefined ? undefined : now - maxAge))
      dropRows(channel, count)
      pruned += count
    }
    forgetEmpty()
    return pruned
  }

  return {
    append: async (request) => append(request),
    history: async (query) => history(query),
    prune: async (retention, notWithin) => prune(retention, notWithin),
    newEpoch: async () => (epoch = newEpochId()),
    keys: memoryKeys(claims),
    check: async () => {},
    close: async () => {},
  }
}

/** A unique name that no store had before. */
export function newEpochId(): string {
  return crypto.randomUUID().slice(0, 8)
}

function row(
  { event, data, timestamp, threadId }: NewEvent,
  seq: number,
  storedAt: number,
  order: number,
): Row {
  return { seq, event, data, timestamp, threadId, storedAt, order }
}

function* rowsOf(channels: Iterable<Channel>): Generator<Row> {
  for (const { rows } of channels) yield* rows
}

/** The number of entries above the limit, plus a share of the limit. */
function surplusOf(count: number, bound: number): number {
  return count > bound ? count - bound + Math.floor(bound * shareDropped) : 0
}

function assertCounts(options: MemoryStoreOptions): void {
  for (const [name, count] of Object.entries<unknown>({ ...options })) {
    if (count === undefined) continue
    if (typeof count === 'number' && (Number.isSafeInteger(count) || count === Infinity) && count > 0)
      continue
    const got = typeof count === 'number' ? String(count) : typeName(count)
    throw new Error(`Expected \`${name}\` of memoryStore to be a whole number from 1 but got ${got}.`)
  }
}

/** The index of the oldest row that was stored at this time or later. */
function indexStoredSince(rows: readonly Row[], storedSince?: number): number {
  return storedSince === undefined ? 0 : indexWhere(rows, ({ storedAt }) => storedAt >= storedSince)
}

/** A binary search: the index of the first matching row. All rows after it must match too. */
function indexWhere(rows: readonly Row[], is: (row: Row) => boolean): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (is(rows[middle] as Row)) high = middle
    else low = middle + 1
  }
  return low
}
