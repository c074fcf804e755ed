/** One stored event, as the history endpoint answers it. */
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

/** The events of persisted channels, numbered without a hole as the kit's server does. */
export class MockHistory {
  readonly epoch: string
  readonly #channels = new Map<string, StoredEvent[]>()

  constructor(epoch: string) {
    this.epoch = epoch
  }

  append(channel: string, event: string, data: unknown, now: number): StoredEvent {
    const events = this.#channels.get(channel) ?? []
    this.#channels.set(channel, events)
    const stored = { seq: events.length + 1, event, data, timestamp: new Date(now).toISOString() }
    events.push(stored)
    return stored
  }

  /** `after` reads upwards, `before` alone reads the newest below it. */
  page(channel: string, query: URLSearchParams): HistoryPage {
    const all = this.#channels.get(channel) ?? []
    const limit = Math.min(numberOf(query, 'limit') ?? defaultLimit, largestLimit)
    const after = numberOf(query, 'after')
    const before = numberOf(query, 'before')
    const names = query.getAll('event')
    const found = all.filter(
      ({ seq, event }) =>
        seq > (after ?? 0) && seq < (before ?? Infinity) && (names.length === 0 || names.includes(event)),
    )
    const backwards = before !== undefined && after === undefined
    const events = backwards ? found.slice(-limit) : found.slice(0, limit)
    const hasMore = found.length > events.length
    const lastSeq = all.length
    const end = before === undefined ? lastSeq : Math.min(lastSeq, before - 1)
    const whole = backwards ? Math.min(1, before) : Math.max(after ?? 0, end)
    const cut = backwards ? events[0]?.seq : events.at(-1)?.seq
    return {
      events,
      epoch: this.epoch,
      first_seq: 1,
      last_seq: lastSeq,
      next_cursor: hasMore ? (cut ?? whole) : whole,
      has_more: hasMore,
    }
  }
}

function numberOf(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name)
  return text === null || text === '' ? undefined : Number(text)
}
