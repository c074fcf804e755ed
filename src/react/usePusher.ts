'use client'
import { useSyncExternalStore } from 'react'
import type { PusherLike } from '../client/index.ts'
import { useKit } from './kit-context.ts'

/**
 * The raw pusher-js client of the nearest provider; null on the server, before the provider's effects ran, and
 * without an appKey.
 *
 * @throws outside a provider
 */
export function usePusher(): PusherLike | null {
  const { client } = useKit('usePusher')
  return useSyncExternalStore(client.subscribe, client.getSnapshot, nothing).client
}

const absent = { client: null }
const nothing = () => absent
