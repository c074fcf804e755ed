/** A payload that is stored: always an object, so that `$kit` can be added to it. */
export type EventData = Readonly<Record<string, unknown>>

/** An event on its way into a store. */
export interface NewEvent {
  event: string
  data: EventData
  /** Epoch ms. */
  timestamp: number
  /** What `thread_id=` filters by. */
  threadId?: string
}

/** One append: all of it is stored, or nothing. */
export interface AppendRequest {
  channel: string
  events: readonly NewEvent[]
  /** The same key again stores nothing and is answered with the first result. */
  idempotencyKey?: string
}

/** The numbers that an append got. */
export interface AppendResult {
  /** Changes when a store starts its counters anew. */
  epoch: string
  firstSeq: number
  lastSeq: number
  /** True when the idempotency key was known, so that nothing was stored. */
  repeated: boolean
}

export interface StoredEvent {
  seq: number
  event: string
  data: EventData
  /** Epoch ms. */
  timestamp: number
}

/** `after` reads upwards, `before` alone reads the newest rows below it, both read the range between. */
export interface HistoryQuery {
  channel: string
  /** Exclusive. @defaultValue 0 */
  after?: number
  /** Exclusive. */
  before?: number
  /** Rows in a page. */
  limit: number
  /** Event names; none means all. */
  events?: readonly string[]
  /** Threads; none means all. */
  threadIds?: readonly string[]
}

export interface HistoryPage {
  /** Ascending by `seq`, whichever way the query reads. */
  events: StoredEvent[]
  epoch: string
  /** The channel's oldest `seq`, whatever the filters; one past `lastSeq` when nothing is held. */
  firstSeq: number
  /** The channel's newest `seq`, whatever the filters; 0 when nothing was ever stored. */
  lastSeq: number
  /** The last `seq` examined, the filtered ones included: where the next page starts. */
  nextCursor: number
  hasMore: boolean
}

/** What a store may forget. */
export interface Retention {
  /** ms */
  maxAge?: number
  /** Events per channel. */
  maxCount?: number
}

/**
 * Where numbered events live. The server stores first and broadcasts then, so that whatever was seen can be
 * read again.
 *
 * An implementation must hold: `seq` of a channel starts at 1 and has no hole and no double under any number
 * of concurrent writers; an append is atomic with its idempotency key.
 */
export interface EventStore {
  append(request: AppendRequest): Promise<AppendResult>
  history(query: HistoryQuery): Promise<HistoryPage>
  /** Forgets old events; resolves with how many. `seq` goes on where it was. */
  prune(retention: Retention): Promise<number>
  /** @throws when the store cannot be reached */
  check(): Promise<void>
  close(): Promise<void>
}
