import type { CoreConnectionSnapshot, CoreConnectionStore } from './connection-types.ts'
import { ConnectionError } from '../errors.ts'
import { isAboutOneEvent } from './close-codes.ts'
import { createPinger } from './pinger.ts'
import { isOnline, watchNetwork } from './reconnect/page-activity.ts'
import { createReconnector } from './reconnect/reconnector.ts'
import { createStore } from '../lib/store.ts'
import { readPusherError } from '../lib/pusher-error-info.ts'
import { type ActiveClient, connectionState } from '../core/active-client.ts'

/** Interval at which counters are published, ms, so that a busy socket does not render for every message. */
const countersInterval = 1000

/** The initial snapshot, also used on a server. */
export const initialCoreConnection: Readonly<CoreConnectionSnapshot> = {
  state: 'initialized',
  isConnected: false,
  socketId: null,
  error: null,
  latencyHistory: [],
  retryAt: null,
  online: true,
  stats: { messagesSent: 0, messagesReceived: 0, reconnections: 0, attempts: 0 },
  since: 0,
  lastMessageAt: null,
}

/** A connection store with the methods for its owner. */
export interface OwnedConnectionStore extends CoreConnectionStore {
  /** Listens to the browser's `online` and `offline` events. Returns a function that stops listening. */
  watchNetwork(): () => void
  /** Reconnects while there is no connection. Returns a function that stops it. */
  startReconnecting(): () => void
  /** Why the current client no longer retries; null while it does, and after `disconnect()`. */
  refusal(): ConnectionError | null
}

export function createConnectionStore(
  activeClient: ActiveClient,
  reportError: (error: Error) => void,
): OwnedConnectionStore {
  let connections = 0
  let attempts = 0
  let pusherState: string | undefined
  /** The final error of this client's last attempt. */
  let refusal: ConnectionError | null = null
  let counting: ReturnType<typeof setTimeout> | undefined
  let unsubscribe: (() => void) | undefined
  let began: number | undefined
  // The first read sets the time: Next.js forbids reading the clock in a prerender, which does not read this snapshot.
  const store = createStore<CoreConnectionSnapshot>(
    {
      ...initialCoreConnection,
      get since() {
        return (began ??= Date.now())
      },
    },
    () => {
      count()
      return stopCounting
    },
  )
  const pinger = createPinger(activeClient, store.set)

  function counters() {
    const { messagesSent, messagesReceived } = activeClient
    const reconnections = Math.max(0, connections - 1)
    const before = store.getSnapshot().stats
    const hasNewMessages = before.messagesReceived !== messagesReceived
    const same =
      !hasNewMessages &&
      before.messagesSent === messagesSent &&
      before.reconnections === reconnections &&
      before.attempts === attempts
    store.set({
      ...(hasNewMessages && { lastMessageAt: Date.now() }),
      ...(same ? {} : { stats: { messagesSent, messagesReceived, reconnections, attempts } }),
    })
  }

  const readNetwork = () => store.set({ online: isOnline() })

  /** Listens for the next message only, so that a busy socket has no cost per message. */
  function count() {
    stopCounting()
    counters()
    unsubscribe = activeClient.onMessage(() => {
      unsubscribe?.()
      counters()
      counting = setTimeout(count, countersInterval)
    })
  }

  function stopCounting() {
    clearTimeout(counting)
    unsubscribe?.()
  }

  function attempted() {
    attempts += 1
    counters()
  }

  // Created before the store's own state listener, which publishes the reconnector's plan.
  const reconnector = createReconnector(activeClient, {
    onPlan: () => store.set({ retryAt: reconnector.retryAt }),
    onAttempt: attempted,
  })

  activeClient.onAttached(() => {
    pusherState = undefined
    refusal = null
    if (store.listeners > 0) count()
  })
  activeClient.onDetached(stopCounting)
  activeClient.onUp(() => {
    connections += 1
    store.set({ error: null })
    counters()
  })
  activeClient.onState(() => {
    const before = pusherState
    pusherState = activeClient.client?.connection.state
    if (pusherState === 'connecting' && before !== 'connecting') {
      refusal = null
      attempted()
    }
    const state = connectionState(activeClient)
    const isConnected = activeClient.isUp
    store.set({
      isConnected,
      socketId: (isConnected && activeClient.client?.connection.socket_id) || null,
      // Null once the planned attempt has started or was cancelled.
      retryAt: reconnector.retryAt,
      ...(state === store.getSnapshot().state ? {} : { state, since: Date.now() }),
    })
  })
  activeClient.onWaiting((delay) => store.set({ retryAt: reconnector.retryAt ?? Date.now() + delay }))
  activeClient.onError((trouble) => {
    const { code, message, isFromPusher: isPushers } = readPusherError(trouble)
    if (isPushers && isAboutOneEvent(code)) return
    const error = new ConnectionError(code, message, trouble)
    if (error.isFinal) refusal = error
    store.set({ error })
    reportError(error)
  })
  return {
    subscribe: store.subscribe,
    getSnapshot() {
      // While there are listeners, the counters are published once a second.
      if (store.listeners === 0) counters()
      return store.getSnapshot()
    },
    connect: () => activeClient.client?.connect(),
    disconnect: () => activeClient.client?.disconnect(),
    reconnect() {
      activeClient.client?.disconnect()
      activeClient.client?.connect()
    },
    measureLatency: pinger.measure,
    confirm: pinger.confirm,
    startReconnecting: reconnector.start,
    refusal() {
      // Not from the snapshot, which is still that of the previous client during a failover.
      const state = connectionState(activeClient)
      if (state === 'failed') return new ConnectionError(null, 'no WebSocket in this browser')
      return state === 'disconnected' ? refusal : null
    },
    watchNetwork() {
      readNetwork()
      return watchNetwork(readNetwork)
    },
  }
}
