import type { CursorStore } from './cursor-store.ts'
import type { EventData, StoredEvent } from './stored-event.ts'
import type { KeyStore } from './key-store.ts'
import type { CounterStore } from './counter-store.ts'
import type { BackendStateStore } from './backend-state-store.ts'
import type { OccupancyStore } from './occupancy-store.ts'
import type { TaskStore } from './task-store.ts'
import type { WebhookStore } from './webhook-store.ts'

/** An event to store. */
export interface NewEvent {
  /** The name of the event. */
  event: string
  /** The payload. */
  data: EventData
  /** When it happened, epoch ms. */
  timestamp: number
  /** The field that `thread_id=` filters by. @defaultValue none */
  threadId?: string
}

/** An append, which is stored atomically. */
export interface AppendRequest {
  /** The channel of the events. */
  channel: string
  /** The events, in order. */
  events: readonly NewEvent[]
  /**
   * Idempotency key: within a day, a repeated key stores nothing and returns the first result.
   *
   * @defaultValue none
   */
  idempotencyKey?: string
  /**
   * Hash of the request that the key belongs to. The same key with another fingerprint is an error of the caller.
   *
   * @defaultValue none: the key alone is compared
   */
  fingerprint?: string
  /**
   * The connection that caused the events, which does not receive them. It is stored for the server that broadcasts
   * them.
   *
   * @defaultValue none
   */
  socketId?: string
  /**
   * The server that is going to broadcast the events. It takes or keeps the lease of the channel, unless another
   * holder has it. Ignored by a store without {@link EventStore.cursors}.
   *
   * @defaultValue none: the caller broadcasts them, and the cursor is moved past them
   */
  holder?: string
}

/** The numbers that an append assigned. */
export interface AppendResult {
  /** Changes when the store resets its counters. */
  epoch: string
  /** `seq` of the first event. */
  firstSeq: number
  /** `seq` of the last event. */
  lastSeq: number
  /** True for a repeated idempotency key: nothing was stored. */
  repeated: boolean
  /**
   * The channel's broadcast cursor when the request's `holder` has its lease; null when another holder has it. A new
   * lease lasts 2 s. @defaultValue none: the store has no cursors, or the request has no `holder`
   */
  cursor?: number | null
}

/**
 * `after` reads upwards, and `before` alone reads the newest rows below it. Both together read the range between them.
 */
export interface HistoryQuery {
  /** The channel to read. */
  channel: string
  /** `seq` to read upwards from, exclusive. @defaultValue 0 */
  after?: number
  /** `seq` to read below, exclusive. @defaultValue none: up to the newest */
  before?: number
  /**
   * Maximum number of rows per page, 1 to 10 000. A page may be shorter: `hasMore` says whether there are more rows.
   */
  limit: number
  /** Event names. @defaultValue all */
  events?: readonly string[]
  /** Threads. @defaultValue all */
  threadIds?: readonly string[]
  /** Omits rows that were stored before this time, epoch ms. @defaultValue none: all are read */
  storedSince?: number
}

/** One page of a channel's history, and the channel's numbers. */
export interface StoredHistoryPage {
  /** Ascending by `seq`, whatever the direction of the read. */
  events: StoredEvent[]
  /** Changes when the store resets its counters. */
  epoch: string
  /** The channel's oldest readable `seq`, whatever the filters; `lastSeq + 1` when there are no events. */
  firstSeq: number
  /** The channel's newest `seq`, whatever the filters; 0 when nothing was ever stored. */
  lastSeq: number
  /** The last examined `seq`, including filtered rows. The next page starts here. */
  nextCursor: number
  /** True when there are more rows in the direction of the query. */
  hasMore: boolean
}

/** Which events a store may delete. */
export interface Retention {
  /** Age above which an event may be deleted, ms. @defaultValue none: no maximum age */
  maxAge?: number
  /** Number of events to keep per channel. @defaultValue none: all */
  maxCount?: number
}

/**
 * Stores numbered events. The server stores events before it broadcasts them, so that every received event can be read
 * again.
 *
 * Requirements for an implementation: the `seq` of a channel starts at 1, without gaps and duplicates, whatever the
 * number of concurrent writers. An append is atomic together with its idempotency key.
 */
export interface EventStore {
  /**
   * Numbers and stores events atomically.
   *
   * @throws {@link StoreError} when they could not be stored, or the idempotency key belongs to another request
   */
  append(request: AppendRequest): Promise<AppendResult>
  /**
   * Reads a page. A read examines a limited number of rows, so a page may be short or empty while `hasMore` is true:
   * continue at `nextCursor`.
   *
   * @throws {@link StoreError} when the store cannot be reached
   */
  history(query: HistoryQuery): Promise<StoredHistoryPage>
  /**
   * Deletes old events and idempotency keys. The numbering continues unchanged.
   *
   * @param notWithin - minimum interval since the last pruning of any process, ms; nothing is done before. Default: 0
   * @returns number of deleted events
   * @throws {@link StoreError} when the store cannot be reached
   */
  prune(retention: Retention, notWithin?: number): Promise<number>
  /**
   * Gives the store a new epoch, so that clients drop the numbers that they have seen. Call it after restoring a
   * backup, because the store then assigns the same numbers to other events again.
   *
   * @returns the new epoch
   * @throws {@link StoreError} when the store cannot be reached
   */
  newEpoch(): Promise<string>
  /** Idempotency keys of whole requests. @defaultValue none: the server keeps the newest 10 000 in memory */
  keys?: KeyStore
  /**
   * Cursors and leases, with which any server can broadcast stored events, also after the process that stored them has
   * ended. @defaultValue none: each process broadcasts what it stored, while it runs
   */
  cursors?: CursorStore
  /** The states of the backends. @defaultValue none: each server keeps its own, from the start of its process */
  backends?: BackendStateStore
  /**
   * Counters of usage and event metrics that all servers share and a restart keeps.
   * @defaultValue none: each process counts in memory
   */
  counters?: CounterStore
  /**
   * The received webhooks, so that each is handled once by all servers together, and again if its process ended during
   * the handler. @defaultValue none: each process handles what it received, while it runs
   */
  webhooks?: WebhookStore
  /**
   * The occupied channels and their members.
   * @defaultValue none: each process knows those of the webhooks that it received
   */
  occupancy?: OccupancyStore
  /**
   * The running tasks, so that one whose process has ended is reported as failed.
   * @defaultValue none: no failure is reported
   */
  tasks?: TaskStore
  /**
   * Resolves when the store is reachable and accepts writes. `GET /healthz` calls it at most once a second; it may
   * write less often.
   *
   * @throws {@link StoreError} when the store does not work
   */
  check(): Promise<void>
  /**
   * Closes files and connections.
   *
   * @throws `Error` when that fails
   */
  close(): Promise<void>
}
