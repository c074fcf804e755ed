'use client'
import { useEffect, useInsertionEffect, useMemo, useSyncExternalStore } from 'react'
import { createRealtime, initialRealtime } from '../client/internal.ts'
import type { Receipt } from '../client/index.ts'
import type { RealtimeCallback, RealtimeSnapshot, RealtimeStore } from '../client/internal.ts'
import { useKit } from './kit-context.ts'

/** The connection with the interface of a typical WebSocket context. */
export interface UseRealtimeResult extends RealtimeSnapshot {
  /**
   * Connects unless there is a connection, and resolves once it is open. The provider connects automatically. A
   * rejection that is not awaited is not reported as unhandled: `error` has the reason.
   *
   * @throws {@link ConnectionError} when Pusher refuses the connection permanently (4001–4099; Pusher documentation,
   * "Pusher Channels Protocol") and there is no other fallback, on `disconnect()`, when the session ends, or after 30 s
   * @throws {@link ConfigError} without an appKey, or while `enabled` is false
   */
  connect: () => Promise<void>
  /** Stays disconnected until `connect()`. */
  disconnect: () => void
  /**
   * Posts a message to `endpoints.message`, where a handler of the app's server receives it. The default channel is
   * the sender's own, `private-user-{id}`.
   *
   * @throws {@link PayloadError} when the payload is not serializable as JSON
   * @throws {@link RequestError} when the endpoint responds with an error, or does not respond
   */
  send: (type: string, payload: unknown, channel?: string) => Promise<Receipt>
  /**
   * Subscribes to a channel and calls the callback for every event but Pusher's own, until `unsubscribe` or until the
   * component unmounts. Call it in an effect or an event handler.
   *
   * @returns an id for `unsubscribe`; an empty string, without a subscription, after the component unmounted
   * @throws {@link ConfigError} when the channel is not a name, or the callback not a function
   */
  subscribe: (channel: string, callback: RealtimeCallback) => string
  /** Ends a subscription; does nothing for an unknown id. */
  unsubscribe: (id: string) => void
}

/**
 * Connection, messages and subscriptions in one hook: a drop-in replacement for a WebSocket context. The functions
 * stay the same during a session.
 *
 * @throws {@link ProviderMissingError} outside of `PusherProvider`
 * @example
 * ```tsx
 * import { useEffect } from 'react'
 *
 * export function Room({ room }: { room: string }) {
 *   const { isConnected, send, subscribe, unsubscribe } = useRealtime()
 *   useEffect(() => {
 *     const id = subscribe(`private-room-${room}`, ({ type, payload }) => show(type, payload))
 *     return () => unsubscribe(id)
 *   }, [room, subscribe, unsubscribe])
 *   return (
 *     <button disabled={!isConnected} onClick={() => void send('wave', {}, `private-room-${room}`)}>
 *       Wave
 *     </button>
 *   )
 * }
 * ```
 */
export function useRealtime(): UseRealtimeResult {
  const kit = useKit('useRealtime')
  const realtime = useMemo(() => kit.feature(createRealtime), [kit])
  const snapshot = useSyncExternalStore(realtime.subscribe, realtime.getSnapshot, initialSnapshot)
  const own = useMemo(() => createOwnSubscriptions(realtime), [realtime])
  // StrictMode and <Activity> do not run this cleanup: it runs at the final unmount only.
  useInsertionEffect(() => own.begin(), [own])
  useEffect(() => own.stopAll, [own])
  return useMemo(() => {
    const { connect, disconnect, send } = realtime
    const { subscribe, unsubscribe } = own
    return { ...snapshot, connect, disconnect, send, subscribe, unsubscribe }
  }, [snapshot, realtime, own])
}

/** The subscriptions of one component, which end when it unmounts. */
function createOwnSubscriptions(realtime: RealtimeStore) {
  const ids = new Set<string>()
  let isOver = false

  function stopAll() {
    for (const id of ids) realtime.unsubscribe(id)
    ids.clear()
  }

  return {
    stopAll,
    begin() {
      isOver = false
      return () => {
        isOver = true
      }
    },
    subscribe: (channel: string, callback: RealtimeCallback): string => {
      // A call after the unmount subscribes to nothing.
      if (isOver) return ''
      const id = realtime.listen(channel, callback)
      ids.add(id)
      return id
    },
    unsubscribe: (id: string) => {
      ids.delete(id)
      realtime.unsubscribe(id)
    },
  }
}

const initialSnapshot = () => initialRealtime
