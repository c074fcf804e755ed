import type { PusherClient } from './pusher-types.ts'

/** The part of WebSocket that pusher-js uses. */
export interface PusherSocket {
  onopen?: (() => void) | undefined
  onmessage?: ((event: { data: string }) => void) | undefined
  onclose?: ((event: CloseInit) => void) | undefined
  onerror?: ((error: Error) => void) | undefined
  send(data: string): void
  close(): void
}

export interface CloseInit {
  code: number
  reason: string
  wasClean: boolean
}

export type OpenSocket = (url: string) => PusherSocket

interface Transport {
  hooks: { getSocket(url: string): PusherSocket; isSupported(): boolean; isInitialized(): boolean }
}

interface Strategy {
  /** The strategy inside the caching strategy, which stores the last transport in localStorage. */
  strategy: Strategy
  transports: Record<string, { transport?: { transport: Transport } }>
}

interface Manager {
  options: { getStrategy: (options: unknown) => Strategy }
  updateStrategy(): void
  connect(): void
  disconnectInternally(): void
}

const wired = new WeakSet<Manager>()

/**
 * Makes one instance open its sockets with `openSocket`. pusher-js has no option for this: its strategy is built per
 * instance, but the transports inside are shared by all, so this instance gets copies of them. Returns false when it
 * is already done.
 */
export function wireInstance(pusher: PusherClient, openSocket: OpenSocket): boolean {
  const manager = pusher.connection as unknown as Manager
  if (wired.has(manager)) return false
  wired.add(manager)
  const getStrategy = manager.options.getStrategy
  manager.options.getStrategy = (options) => {
    const caching = getStrategy(options)
    for (const name of ['ws', 'wss']) {
      const assistant = caching.transports[name]?.transport
      if (assistant) assistant.transport = copyTransport(assistant.transport, openSocket)
    }
    // Without the caching strategy, nothing is stored in localStorage.
    return caching.strategy
  }
  manager.updateStrategy()
  return true
}

/** Starts pusher-js's next connection attempt immediately. */
export function reconnectNow(pusher: PusherClient): void {
  const manager = pusher.connection as unknown as Manager
  manager.disconnectInternally()
  manager.connect()
}

function copyTransport(transport: Transport, openSocket: OpenSocket): Transport {
  const hooks = {
    ...transport.hooks,
    getSocket: openSocket,
    isSupported: () => true,
    isInitialized: () => true,
  }
  return Object.assign(Object.create(transport) as Transport, { hooks })
}
