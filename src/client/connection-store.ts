import type { ConnectionSnapshot, ConnectionState, ConnectionStore } from './connection-types.ts'
import { ConnectionError } from './errors.ts'
import { createPinger } from './pinger.ts'
import { createStore } from './store.ts'
import type { Wire } from './wire.ts'

/** How often counters reach the snapshot, ms: a busy socket must not render a badge for every message. */
const countersInterval = 1000

const initial: ConnectionSnapshot = {
  state: 'initialized',
  isConnected: false,
  socketId: null,
  error: null,
  latency: null,
  latencyStats: { p50: null, p95: null, jitter: null, samples: [] },
  retryAt: null,
  online: true,
  stats: { messagesSent: 0, messagesReceived: 0, reconnections: 0 },
  since: 0,
  lastMessageAt: null,
}

/** The snapshot on a server, and before anything happened. */
export const initialConnection: Readonly<ConnectionSnapshot> = initial

/** A connection store with the end for its owner. */
export interface OwnedConnectionStore extends ConnectionStore {
  /** Listens to the browser's network until the answer is called. */
  watchNetwork(): () => void
}

export function createConnectionStore(wire: Wire, reportError: (error: Error) => void): OwnedConnectionStore {
  let connections = 0
  let counting: ReturnType<typeof setTimeout> | undefined
  let deafen: (() => void) | undefined
  const store = createStore<ConnectionSnapshot>({ ...initial, since: Date.now() }, () => {
    count()
    return () => {
      clearTimeout(counting)
      deafen?.()
    }
  })
  const pinger = createPinger(wire, (latency, latencyStats) => store.set({ latency, latencyStats }))

  function counters() {
    const { messagesSent, messagesReceived } = wire
    const reconnections = Math.max(0, connections - 1)
    const before = store.getSnapshot().stats
    const same =
      before.messagesSent === messagesSent &&
      before.messagesReceived === messagesReceived &&
      before.reconnections === reconnections
    store.set({
      lastMessageAt: wire.lastMessageAt,
      stats: same ? before : { messagesSent, messagesReceived, reconnections },
    })
  }

  const readNetwork = () => store.set({ online: navigator.onLine })

  /** Hears the next message only, so that a busy socket pays nothing for being counted. */
  function count() {
    counters()
    deafen = wire.onMessage(() => {
      deafen?.()
      counters()
      counting = setTimeout(count, countersInterval)
    })
  }

  wire.onUp(() => {
    connections += 1
    store.set({ error: null })
    counters()
  })
  wire.onState(() => {
    const state = truth(wire)
    const isConnected = wire.isUp
    store.set({
      isConnected,
      socketId: isConnected ? (wire.client?.connection.socket_id ?? null) : null,
      // What pusher-js waited for has begun, or is no longer wanted.
      retryAt: null,
      ...(state === store.getSnapshot().state ? {} : { state, since: Date.now() }),
    })
  })
  wire.onWaiting((delay) => store.set({ retryAt: Date.now() + delay }))
  wire.onTrouble((trouble) => {
    const error = connectionError(trouble)
    if (!error) return
    store.set({ error })
    reportError(error)
  })
  return {
    subscribe: store.subscribe,
    getSnapshot() {
      // Whoever is subscribed is told once a second.
      if (store.listeners === 0) counters()
      return store.getSnapshot()
    },
    connect: () => wire.client?.connect(),
    disconnect: () => wire.client?.disconnect(),
    reconnect() {
      wire.client?.disconnect()
      wire.client?.connect()
    },
    measureLatency: pinger.measure,
    confirm: pinger.confirm,
    watchNetwork() {
      // Node and React Native have no such events.
      if (typeof addEventListener !== 'function') return () => {}
      readNetwork()
      addEventListener('online', readNetwork)
      addEventListener('offline', readNetwork)
      return () => {
        removeEventListener('online', readNetwork)
        removeEventListener('offline', readNetwork)
      }
    },
  }
}

function truth({ client, isUp }: Wire): ConnectionState {
  const state = (client?.connection.state ?? 'initialized') as ConnectionState
  return state === 'connected' && !isUp ? 'connecting' : state
}

/**
 * pusher-js's error events: `{ type: 'PusherError', data }`, or the same wrapped in a WebSocketError. Codes from
 * 4300 on concern a single event, not the connection.
 */
function connectionError(trouble: unknown): ConnectionError | null {
  const outer = (trouble ?? {}) as { type?: string; error?: unknown; data?: unknown }
  const inner = (outer.type === 'WebSocketError' ? (outer.error ?? {}) : outer) as typeof outer
  const { code, message } = (inner.data ?? {}) as { code?: number | null; message?: string }
  if (inner.type === 'PusherError' && (typeof code !== 'number' || code >= 4300)) return null
  return new ConnectionError(code ?? null, message || 'a socket error', trouble)
}
