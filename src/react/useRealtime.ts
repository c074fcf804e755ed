'use client'
import { useEffect, useInsertionEffect, useMemo, useSyncExternalStore } from 'react'
import { createRealtime, initialRealtime } from '../client/internal.ts'
import type { Receipt } from '../client/index.ts'
import type { RealtimeCallback, RealtimeSnapshot, RealtimeStore } from '../client/internal.ts'
import { useKit } from './kit-context.ts'

/** The connection in the form that a WebSocket context has it. */
export interface UseRealtimeResult extends RealtimeSnapshot {
  /**
   * Connects where nothing is connected, and resolves once there is a connection; the provider connects by itself. A
   * rejection that is not awaited is not reported as unhandled: `error` has the reason.
   *
   * @throws {@link ConnectionError} when Pusher refuses the connection for good (4001–4099; Pusher documentation, "Pusher
   * Channels Protocol") and no fallback takes over, `disconnect()` is called, the session ends, or 30 s have passed
   * @throws {@link ConfigError} without an appKey, or while `enabled` is false
   */
  connect: () => Promise<void>
  /** Stays disconnected until `connect()`. */
  disconnect: () => void
  /**
   * Posts a message to `endpoints.message`, where a handler of the app's server gets it. Without a channel it is about
   * the sender's own, `private-user-{id}`.
   *
   * @throws {@link PayloadError} when JSON cannot hold the payload
   * @throws {@link RequestError} when the endpoint answers with an error, or not at all
   */
  send: (type: string, payload: unknown, channel?: string) => Promise<Receipt>
  /**
   * Subscribes to a channel and calls for every event but Pusher's own, until `unsubscribe` or until the component
   * unmounts. Call it in an effect or an event handler.
   *
   * @returns an id for `unsubscribe`; empty once the component is unmounted, when it subscribes to nothing
   * @throws {@link ConfigError} when the channel is no name, or the callback no function
   */
  subscribe: (channel: string, callback: RealtimeCallback) => string
  /** Ends a subscription; does nothing for an id that is not known, or no longer. */
  unsubscribe: (id: string) => void
}

/**
 * Connection, messages and subscriptions behind one hook, for apps that move from a WebSocket context by changing an
 * import. The functions keep their identity for as long as the session lasts.
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
  // StrictMode and <Activity> leave this effect alone: an unmount is for good.
  useInsertionEffect(() => own.begin(), [own])
  useEffect(() => own.stopAll, [own])
  return useMemo(() => {
    const { connect, disconnect, send } = realtime
    const { subscribe, unsubscribe } = own
    return { ...snapshot, connect, disconnect, send, subscribe, unsubscribe }
  }, [snapshot, realtime, own])
}

/** The subscriptions of one component, which end with it. */
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
      // A request that outlived the component subscribes to nothing.
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
