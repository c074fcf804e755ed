import { connect } from '../connection/connect.ts'
import { initialCoreConnection } from '../connection/connection-store.ts'
import type {
  ConnectionSnapshot,
  ConnectionStats,
  CoreConnectionSnapshot,
} from '../connection/connection-types.ts'
import { ConfigError } from '../errors.ts'
import type { EventMeta, KitCore, Feature, Receipt } from '../core/kit-core.ts'
import type { ReadableStore } from '../lib/readable-store.ts'
import { sendMessage } from '../publishing/publish.ts'
import { withLease } from '../subscriptions/with-lease.ts'
import { createStore } from '../lib/store.ts'

/** An event in the usual shape of WebSocket messages. */
export interface RealtimeMessage {
  /** The name of the event. */
  type: string
  /** The payload, as the output of its declared schema. */
  payload: unknown
  /** The channel of the event. */
  channel: string
}

/** Called for every event of a channel but Pusher's own. */
export type RealtimeCallback = (message: RealtimeMessage, meta: EventMeta) => void

/** The connection state of `useRealtime`. */
export interface RealtimeSnapshot extends Pick<ConnectionSnapshot, 'state' | 'isConnected' | 'error'> {
  /** Counts since the kit was created; `messagesSent` includes messages of `send` that the server accepted. */
  stats: ConnectionStats
}

/** A kit's connection, messages and subscriptions with the interface of a typical WebSocket context. */
export interface RealtimeStore extends ReadableStore<RealtimeSnapshot>, Feature {
  connect: () => Promise<void>
  disconnect: () => void
  send: (type: string, payload: unknown, channel?: string) => Promise<Receipt>
  /** Listens until `unsubscribe`; returns an id that is unique in the kit. */
  listen: (channel: string, callback: RealtimeCallback) => string
  unsubscribe: (id: string) => void
}

/** The initial snapshot, also used on a server. */
export const initialRealtime: RealtimeSnapshot = snapshotOf(initialCoreConnection, 0)

export function createRealtime(core: KitCore): RealtimeStore {
  const { connection } = core
  const posted = createStore({ count: 0 })
  const stops = new Map<string, () => void>()
  let lastId = 0
  let read: { of: CoreConnectionSnapshot; count: number; snapshot: RealtimeSnapshot } | undefined

  return {
    subscribe(listener) {
      const unsubscribes = [connection.subscribe(listener), posted.subscribe(listener)]
      return () => {
        for (const off of unsubscribes) off()
      }
    },
    getSnapshot() {
      const of = connection.getSnapshot()
      const { count } = posted.getSnapshot()
      if (!read || read.count !== count || !isSame(read.of, of)) {
        read = { of, count, snapshot: snapshotOf(of, count) }
      }
      return read.snapshot
    },
    connect: () => connect(core),
    disconnect: () => connection.disconnect(),
    async send(type, payload, channel) {
      const receipt = await sendMessage(core, channel, type, payload)
      posted.set({ count: posted.getSnapshot().count + 1 })
      return receipt
    },
    listen(channel, callback) {
      if (typeof channel !== 'string' || channel === '' || typeof callback !== 'function') {
        throw new ConfigError(
          `Expected subscribe(channel, callback) but got ${typeof channel} and ${typeof callback}. Name a channel, and pass a function for its events.`,
        )
      }
      const stop = core.onAnyChecked(channel, (type, payload, meta) =>
        callback({ type, payload, channel }, meta),
      )
      lastId += 1
      const id = `subscription-${lastId}`
      stops.set(id, withLease(core.subscribe(channel), stop))
      return id
    },
    unsubscribe(id) {
      stops.get(id)?.()
      stops.delete(id)
    },
  }
}

function snapshotOf(connection: CoreConnectionSnapshot, posted: number): RealtimeSnapshot {
  const { state, isConnected, error, stats } = connection
  const all = posted === 0 ? stats : { ...stats, messagesSent: stats.messagesSent + posted }
  return { state, isConnected, error, stats: all }
}

/** Compares the used fields only, so that changes of latency or network cause no render. */
function isSame(a: CoreConnectionSnapshot, b: CoreConnectionSnapshot): boolean {
  return a.state === b.state && a.isConnected === b.isConnected && a.error === b.error && a.stats === b.stats
}
