'use client'
import { useSyncExternalStore } from 'react'
import type { PusherLike } from '../client/index.ts'
import { useKit } from './kit-context.ts'

/**
 * The raw pusher-js client of the nearest provider; null on the server, before the provider's effects have run, and
 * without an appKey.
 *
 * @throws {@link ProviderMissingError} outside of `PusherProvider`
 * @example
 * ```ts
 * import { useEffect } from 'react'
 *
 * const pusher = usePusher()
 * useEffect(() => {
 *   const log = (state: unknown) => show(state)
 *   pusher?.connection.bind('state_change', log)
 *   return () => void pusher?.connection.unbind('state_change', log)
 * }, [pusher])
 * ```
 */
export function usePusher(): PusherLike | null {
  const { client } = useKit('usePusher')
  return useSyncExternalStore(client.subscribe, client.getSnapshot, getServerSnapshot).client
}

const absent = { client: null }
const getServerSnapshot = () => absent
