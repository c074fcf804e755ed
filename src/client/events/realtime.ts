import { connect } from '../connection/connect.ts'
import { initialConnection } from '../connection/connection-store.ts'
import type { ConnectionSnapshot, ConnectionStats } from '../connection/connection-types.ts'
import { ConfigError } from '../errors.ts'
import type { EventMeta, KitCore, Feature, Receipt } from '../core/kit-core.ts'
import type { ReadableStore } from '../lib/readable-store.ts'
import { sendMessage } from '../publishing/publish.ts'
import { withLease } from '../subscriptions/with-lease.ts'
import { createStore } from '../lib/store.ts'

/** An event in the shape that messages of a WebSocket usually have. */
export interface RealtimeMessage {
  /** The name of the event. */
  type: string
  /** What was published, as the channel's declaration gives it out. */
  payload: unknown
  /** The channel that it came over. */
  channel: string
}

/** Called for every event of a channel but Pusher's own. */
export type RealtimeCallback = (message: RealtimeMessage, meta: EventMeta) => void

/** What `useRealtime` shows of the connection. */
export interface RealtimeSnapshot extends Pick<ConnectionSnapshot, 'state' | 'isConnected' | 'error'> {
  /** Counts since the kit began; `messagesSent` includes what the server accepted from `send`. */
  stats: ConnectionStats
}

/** Connection, messages and subscriptions of a kit in the form that a WebSocket context has them. */
export interface RealtimeStore extends ReadableStore<RealtimeSnapshot>, Feature {
  connect: () => Promise<void>
  disconnect: () => void
  send: (type: string, payload: unknown, channel?: string) => Promise<Receipt>
  /** Listens until `unlisten`; the id is unique in the kit. */
  listen: (channel: string, callback: RealtimeCallback) => string
  unsubscribe: (id: string) => void
}

/** The snapshot on a server, and before anything happened. */
export const initialRealtime: RealtimeSnapshot = snapshotOf(initialConnection, 0)

export function createRealtime(core: KitCore): RealtimeStore {
  const { connection } = core
  const posted = createStore({ count: 0 })
  const stops = new Map<string, () => void>()
  let lastId = 0
  let read: { of: ConnectionSnapshot; count: number; snapshot: RealtimeSnapshot } | undefined

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

function snapshotOf(connection: ConnectionSnapshot, posted: number): RealtimeSnapshot {
  const { state, isConnected, error, stats } = connection
  const all = posted === 0 ? stats : { ...stats, messagesSent: stats.messagesSent + posted }
  return { state, isConnected, error, stats: all }
}

/** Latency, retries and the network render nobody who does not read them. */
function isSame(a: ConnectionSnapshot, b: ConnectionSnapshot): boolean {
  return a.state === b.state && a.isConnected === b.isConnected && a.error === b.error && a.stats === b.stats
}
