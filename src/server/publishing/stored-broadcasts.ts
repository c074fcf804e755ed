import type { ChannelDefinition } from '../../channels/index.ts'
import { atMost } from '../http/within.ts'
import type { AppendRequest, AppendResult, EventStore } from '../store/event-store.ts'
import type { BroadcastCursor } from '../store/cursor-store.ts'
import { appendAfterDoubt } from './append-after-doubt.ts'
import type { NumberedEvent } from './batch-packing.ts'
import { BroadcastLeases } from './broadcast-leases.ts'
import { Outbox } from './outbox.ts'
import type { OutboxOptions } from './outbox.ts'
import { readStored, readWaiting } from './stored-events.ts'

export interface StoredBroadcastsOptions extends Omit<OutboxOptions, 'read' | 'leases' | 'onPosition'> {
  store: EventStore
  /** How the events of a channel are combined into messages. */
  batchOf: (channel: string) => ChannelDefinition['batch']
  /**
   * True when the broadcasts of other servers reach the same subscribers, so that one server at a time broadcasts a
   * channel.
   */
  isShared: boolean
}

/** Stores events, and broadcasts stored events. */
export interface StoredBroadcasts {
  /**
   * Stores events and queues them for broadcasting, by this server or the one that has the channel's lease.
   *
   * @param numbered - the events with their numbers
   * @throws StoreError when they could not be stored
   */
  append: (
    request: AppendRequest,
    numbered: (result: AppendResult) => readonly NumberedEvent[],
  ) => Promise<AppendResult>
  /** Holds channels back until several of them have their events. @returns a function that releases them */
  hold: (channels: readonly string[]) => () => void
  /** Continues broadcasting events of servers that have ended. */
  start: () => void
  /**
   * Broadcasts stored events that no server broadcasts, within a timeout in ms.
   *
   * @returns number of events that were found
   * @throws StoreError when the store cannot be reached
   */
  catchUp: (ms: number) => Promise<number>
  /**
   * Resolves when this server has no pending events, when all of them wait for an unavailable backend, or after a
   * timeout in ms.
   */
  settled: (ms: number) => Promise<void>
  /** Sends pending events. Never rejects. */
  close: () => Promise<void>
}

export function storedBroadcasts({
  store,
  batchOf,
  isShared,
  ...options
}: StoredBroadcastsOptions): StoredBroadcasts {
  const { cursors } = store
  return isShared && cursors
    ? sharedBroadcasts(options, store, cursors, batchOf)
    : ownBroadcasts(options, store, batchOf)
}

type Parts = Omit<StoredBroadcastsOptions, 'store' | 'batchOf' | 'isShared'>

/** Each server broadcasts what it stored, while it runs. */
function ownBroadcasts(
  parts: Parts,
  store: EventStore,
  batchOf: StoredBroadcastsOptions['batchOf'],
): StoredBroadcasts {
  const append = appendAfterDoubt(store)
  const outbox = new Outbox({ ...parts, read: (channel, range) => readStored(store, channel, range) })
  return {
    async append(request, numbered) {
      const result = await append(request)
      if (!result.repeated) outbox.add(request.channel, numbered(result), batchOf(request.channel))
      return result
    },
    hold: (channels) => outbox.hold(channels),
    start: () => {},
    catchUp: async () => 0,
    settled: (ms) => atMost(ms, outbox.whenIdle()),
    close: () => outbox.close(),
  }
}

/** One server at a time broadcasts a channel, and another one continues when it has ended. */
function sharedBroadcasts(
  parts: Parts,
  store: EventStore,
  cursors: NonNullable<EventStore['cursors']>,
  batchOf: StoredBroadcastsOptions['batchOf'],
): StoredBroadcasts {
  const leases = new BroadcastLeases({
    cursors,
    store,
    log: parts.log,
    onWaiting: ({ channel, epoch, seq, lastSeq }: BroadcastCursor) =>
      outbox.addStored(channel, { epoch, first: seq + 1, last: lastSeq }, batchOf(channel)),
    onLost: (channel) => outbox.drop(channel),
    canClaim: () => !outbox.isBusy,
  })
  const outbox = new Outbox({
    ...parts,
    leases,
    read: (channel, range) => readWaiting(cursors, channel, range),
    onPosition: (channel, position) => leases.broadcast(channel, position),
  })

  const settled = (ms: number) =>
    atMost(
      ms,
      outbox.whenIdle().then(() => leases.written()),
    )

  return {
    async append(request, numbered) {
      const { channel } = request
      const { cursor, ...result } = await leases.append(request)
      if (cursor !== null) outbox.add(channel, numbered(result), batchOf(channel), cursor)
      // A repeated append may not have been broadcast yet. Events that have been broadcast need no lease.
      if (result.repeated || (cursor !== null && !outbox.waits(channel))) await leases.resume(channel)
      return result
    },
    hold: (channels) => outbox.hold(channels),
    start: () => leases.start(),
    async catchUp(ms) {
      const end = performance.now() + ms
      let found = 0
      for (;;) {
        const events = await leases.claim()
        found += events
        const left = end - performance.now()
        if (events === 0 || left <= 0) return found
        await settled(left)
      }
    },
    settled,
    async close() {
      await outbox.close()
      await leases.close()
    },
  }
}
