/** A payload that is stored: always an object, so that `$kit` can be added to it. */
export type EventData = Readonly<Record<string, unknown>>

/** An event on its way into a store. */
export interface NewEvent {
  /** The name of the event. */
  event: string
  /** The payload. */
  data: EventData
  /** When it happened, epoch ms. */
  timestamp: number
  /** What `thread_id=` filters by. @defaultValue none */
  threadId?: string
}

/** One append: all of it is stored, or nothing. */
export interface AppendRequest {
  /** The channel that they belong to. */
  channel: string
  /** The events, in order. */
  events: readonly NewEvent[]
  /** The same key again stores nothing and is answered with the first result. @defaultValue none */
  idempotencyKey?: string
}

/** The numbers that an append got. */
export interface AppendResult {
  /** Changes when a store starts its counters anew. */
  epoch: string
  /** `seq` of the first event. */
  firstSeq: number
  /** `seq` of the last event. */
  lastSeq: number
  /** True when the idempotency key was known, so that nothing was stored. */
  repeated: boolean
}

/** An event as a store gives it back. */
export interface StoredEvent {
  /** Its `seq`, contiguous per channel from 1. */
  seq: number
  /** The name of the event. */
  event: string
  /** The payload. */
  data: EventData
  /** When it happened, epoch ms. */
  timestamp: number
}

/** `after` reads upwards, `before` alone reads the newest rows below it, both read the range between. */
export interface HistoryQuery {
  /** The channel to read. */
  channel: string
  /** `seq` to read upwards from, exclusive. @defaultValue 0 */
  after?: number
  /** `seq` to read below, exclusive. @defaultValue none: up to the newest */
  before?: number
  /** Count of rows in a page. */
  limit: number
  /** Event names. @defaultValue all */
  events?: readonly string[]
  /** Threads. @defaultValue all */
  threadIds?: readonly string[]
}

/** One page of a channel's history, and the channel's numbers. */
export interface HistoryPage {
  /** Ascending by `seq`, whichever way the query reads. */
  events: StoredEvent[]
  /** Changes when the store starts its counters anew. */
  epoch: string
  /** The channel's oldest `seq`, whatever the filters; one past `lastSeq` when nothing is held. */
  firstSeq: number
  /** The channel's newest `seq`, whatever the filters; 0 when nothing was ever stored. */
  lastSeq: number
  /** The last `seq` examined, the filtered ones included: where the next page starts. */
  nextCursor: number
  /** There are more rows in the direction of the query. */
  hasMore: boolean
}

/** What a store may forget. */
export interface Retention {
  /** Age at which an event may go, ms. @defaultValue none: no age */
  maxAge?: number
  /** Count of events kept per channel. @defaultValue none: all */
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
  /**
   * Numbers and stores events, all of them or nothing.
   *
   * @throws `Error` when they could not be stored
   */
  append(request: AppendRequest): Promise<AppendResult>
  /**
   * Reads a page.
   *
   * @throws `Error` when the store cannot be reached
   */
  history(query: HistoryQuery): Promise<HistoryPage>
  /**
   * Forgets old events; `seq` goes on where it was.
   *
   * @returns count of events forgotten
   * @throws `Error` when the store cannot be reached
   */
  prune(retention: Retention): Promise<number>
  /**
   * Resolves when the store can be reached.
   *
   * @throws `Error` when it cannot
   */
  check(): Promise<void>
  /**
   * Lets go of files and connections.
   *
   * @throws `Error` when that fails
   */
  close(): Promise<void>
}
