'use client'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { ConnectionSnapshot, ConnectionStore } from '../client/index.ts'
import { createConnectionView, initialConnection, watchLatency } from '../client/internal.ts'
import { useKit } from './kit-context.ts'

/** The connection and its actions. */
export interface UsePusherConnectionResult
  extends
    ConnectionSnapshot,
    Pick<ConnectionStore, 'connect' | 'disconnect' | 'reconnect' | 'measureLatency'> {}

/** Options of {@link usePusherConnection}. */
export interface UsePusherConnectionOptions {
  /** ms between two latency measurements while the page is visible; 0 disables them. @defaultValue 30_000 */
  latencyInterval?: number
}

/**
 * The state of the connection. `state` leaves `connected` as soon as the socket is lost.
 *
 * @throws {@link ProviderMissingError} outside of `PusherProvider`
 * @example
 * ```tsx
 * export function Status() {
 *   const { isConnected, latency, reconnect } = usePusherConnection()
 *   return isConnected ? <p>{latency} ms</p> : <button onClick={reconnect}>Reconnect</button>
 * }
 * ```
 */
export function usePusherConnection({
  latencyInterval = 30_000,
}: UsePusherConnectionOptions = {}): UsePusherConnectionResult {
  const kit = useKit('usePusherConnection')
  const connection = kit.feature(createConnectionView)
  const snapshot = useSyncExternalStore(connection.subscribe, connection.getSnapshot, initialSnapshot)
  useEffect(
    () => (latencyInterval > 0 ? watchLatency(kit, latencyInterval) : undefined),
    [kit, latencyInterval],
  )
  return useMemo(() => {
    const { connect, disconnect, reconnect, measureLatency } = connection
    return { ...snapshot, connect, disconnect, reconnect, measureLatency }
  }, [connection, snapshot])
}

const initialSnapshot = () => initialConnection
