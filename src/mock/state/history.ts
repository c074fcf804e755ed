import { readHistory } from '../../protocol/index.ts'

/** A stored event, as the history endpoint returns it. */
export interface StoredEvent {
  seq: number
  event: string
  data: unknown
  /** ISO 8601. */
  timestamp: string
}

export interface HistoryPage {
  events: readonly StoredEvent[]
  epoch: string
  first_seq: number
  last_seq: number
  next_cursor: number
  has_more: boolean
}

const defaultLimit = 100
const largestLimit = 1000

/** An event with the fields that filters use. */
interface Row extends StoredEvent {
  threadId: string | undefined
}

/** Maximum number of rows of all channels together. */
const mostRows = 200_000

interface Channel {
  /** Ascending by `seq`, without gaps. */
  rows: Row[]
  lastSeq: number
}

/** The events of persisted channels, numbered without gaps like those of the kit's server. */
export class MockHistory {
  readonly epoch: string
  readonly #channels = new Map<string, Channel>()
  #rows = 0

  constructor(epoch: string) {
    this.epoch = epoch
  }

  append(channel: string, event: string, data: unknown, now: number): StoredEvent {
    const held = this.#channels.get(channel) ?? { rows: [], lastSeq: 0 }
    this.#channels.set(channel, held)
    const stored = { seq: ++held.lastSeq, event, data, timestamp: new Date(now).toISOString() }
    held.rows.push({ ...stored, threadId: threadOf(data) })
    if (++this.#rows > mostRows) this.#dropOldest()
    return stored
  }

  /** `after` reads upwards, and `before` alone reads the newest events below it. */
  page(channel: string, query: URLSearchParams): HistoryPage {
    const { rows: all, lastSeq } = this.#channels.get(channel) ?? { rows: [], lastSeq: 0 }
    const numbers = { firstSeq: all[0]?.seq ?? lastSeq + 1, lastSeq }
    const { rows, nextCursor, hasMore } = readHistory(all, {
      ...numbers,
      limit: Math.min(numberOf(query, 'limit') ?? defaultLimit, largestLimit),
      after: numberOf(query, 'after'),
      before: numberOf(query, 'before'),
      events: listOf(query, 'event'),
      threadIds: listOf(query, 'thread_id'),
    })
    return {
      events: rows.map(({ threadId: _, ...event }) => event),
      epoch: this.epoch,
      first_seq: numbers.firstSeq,
      last_seq: numbers.lastSeq,
      next_cursor: nextCursor,
      has_more: hasMore,
    }
  }

  /** Removes the older half of the rows of the channel with the most rows. */
  #dropOldest(): void {
    const [longest] = [...this.#channels.values()].toSorted((a, b) => b.rows.length - a.rows.length)
    const dropped = longest?.rows.splice(0, Math.ceil(longest.rows.length / 2)) ?? []
    this.#rows -= dropped.length
  }
}

/** The fields, with the thread of a log line or run event. */
function threadOf(data: unknown): string | undefined {
  const { thread_id: thread } = Object(data) as { thread_id?: unknown }
  return typeof thread === 'string' ? thread : undefined
}

/** Undefined without the parameter: no filter. */
function listOf(query: URLSearchParams, name: string): string[] | undefined {
  return query.has(name) ? query.getAll(name) : undefined
}

function numberOf(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name)
  return text === null || text === '' ? undefined : Number(text)
}
