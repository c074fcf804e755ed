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

/** One append: all of it is stored, or nothing. */
export interface AppendRequest {
  /** The channel that they belong to. */
  channel: string
  /** The events, in order. */
  events: readonly NewEvent[]
  /**
   * A key that is repeated within a day stores nothing and returns the first result.
   *
   * @defaultValue none
   */
  idempotencyKey?: string
  /**
   * Hash of the request of the key: the same key with another fingerprint is an error of the caller.
   *
   * @defaultValue none: the key alone is compared
   */
  fingerprint?: string
  /**
   * The connection that caused the events, and does not get them; stored for whoever broadcasts them.
   *
   * @defaultValue none
   */
  socketId?: string
  /**
   * Who is going to broadcast the events. It gets the lease of the channel, or keeps it, unless another holder has
   * it. Ignored by a store without {@link EventStore.cursors}.
   *
   * @defaultValue none: the caller broadcasts them, and the cursor is not left behind
   */
  holder?: string
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
  /**
   * The channel's broadcast cursor when `holder` of the request has its lease; null when another holder has it. A new
   * lease lasts 2 s. @defaultValue none: the store has no cursors, or the request no `holder`
   */
  cursor?: number | null
}

/** `after` reads upwards, `before` alone reads the newest rows below it, both read the range between. */
export interface HistoryQuery {
  /** The channel to read. */
  channel: string
  /** `seq` to read upwards from, exclusive. @defaultValue 0 */
  after?: number
  /** `seq` to read below, exclusive. @defaultValue none: up to the newest */
  before?: number
  /** Highest count of rows in a page, 1 to 10 000. A page may be shorter: `hasMore` says whether it ends there. */
  limit: number
  /** Event names. @defaultValue all */
  events?: readonly string[]
  /** Threads. @defaultValue all */
  threadIds?: readonly string[]
  /** Rows that were stored before this time are left out, epoch ms. @defaultValue none: all are read */
  storedSince?: number
}

/** One page of a channel's history, and the channel's numbers. */
export interface StoredHistoryPage {
  /** Ascending by `seq`, in both directions of reading. */
  events: StoredEvent[]
  /** Changes when the store starts its counters anew. */
  epoch: string
  /** The channel's oldest `seq` that can be read, whatever the filters; one past `lastSeq` when nothing is held. */
  firstSeq: number
  /** The channel's newest `seq`, whatever the filters; 0 when nothing was ever stored. */
  lastSeq: number
  /** The last `seq` examined, the filtered ones included: where the next page starts. */
  nextCursor: number
  /** There are more rows in the direction of the query. */
  hasMore: boolean
}

/** What a store may delete. */
export interface Retention {
  /** Age at which an event may be deleted, ms. @defaultValue none: no age */
  maxAge?: number
  /** Count of events kept per channel. @defaultValue none: all */
  maxCount?: number
}

/**
 * Stores numbered events. The server stores events before it broadcasts them, so that every received event can
 * be read again.
 *
 * An implementation must hold: `seq` of a channel starts at 1 and has no gap and no duplicate with any number
 * of concurrent writers; an append is atomic with its idempotency key.
 */
export interface EventStore {
  /**
   * Numbers and stores events, all of them or nothing.
   *
   * @throws {@link StoreError} when they could not be stored, or the idempotency key belongs to another request
   */
  append(request: AppendRequest): Promise<AppendResult>
  /**
   * Reads a page. A read examines a bounded count of rows, so that a page may be short, or empty, while
   * `hasMore` is true: continue at `nextCursor`.
   *
   * @throws {@link StoreError} when the store cannot be reached
   */
  history(query: HistoryQuery): Promise<StoredHistoryPage>
  /**
   * Deletes old events and idempotency keys; `seq` continues where it was.
   *
   * @param notWithin - ms since the last pruning of any process; before that, nothing is done. Default: 0
   * @returns count of deleted events
   * @throws {@link StoreError} when the store cannot be reached
   */
  prune(retention: Retention, notWithin?: number): Promise<number>
  /**
   * Gives the store a new epoch, so that readers drop the numbers that they have seen. Call it after a backup
   * was restored: the store assigns numbers again that other events had.
   *
   * @returns the new epoch
   * @throws {@link StoreError} when the store cannot be reached
   */
  newEpoch(): Promise<string>
  /** Idempotency keys of whole requests. @defaultValue none: the server keeps the newest 10 000 in memory */
  keys?: KeyStore
  /**
   * Cursors and leases, with which what is stored is broadcast by any server, also after the end of the process that
   * stored it. @defaultValue none: each process broadcasts what it stored, while it lives
   */
  cursors?: CursorStore
  /** The states of the backends. @defaultValue none: each server has its own, from the start of its process */
  backends?: BackendStateStore
  /**
   * Counters of usage and event metrics that all servers share and a restart keeps. @defaultValue none: each process
   * counts in memory
   */
  counters?: CounterStore
  /**
   * The webhooks that arrived, so that each is handled once in all servers, and again when its process ended in the
   * middle. @defaultValue none: each process handles what it received, while it lives
   */
  webhooks?: WebhookStore
  /**
   * The occupied channels and their members. @defaultValue none: each process knows those of the webhooks that it
   * received
   */
  occupancy?: OccupancyStore
  /**
   * The running tasks, so that one whose process ended is reported as failed. @defaultValue none: its readers get nothing
   * more
   */
  tasks?: TaskStore
  /**
   * Resolves when the store can be reached and accepts writes. `GET /healthz` calls it once a second at most; it may write
   * less often.
   *
   * @throws {@link StoreError} when it does not
   */
  check(): Promise<void>
  /**
   * Closes files and connections.
   *
   * @throws `Error` when that fails
   */
  close(): Promise<void>
}
