'use client'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { UserSnapshot, UserStore } from '../client/index.ts'
import { createUserStore, signedOut } from '../client/internal.ts'
import { useKit } from './kit-context.ts'

/** The signed-in user, and events sent to them. */
export interface UsePusherUserResult extends UserSnapshot {
  /** Listens to an event that the server sends to this user. */
  on: UserStore['on']
}

/** Options of {@link usePusherUser}. */
export interface UsePusherUserOptions {
  /** False delays the sign-in. @defaultValue true */
  enabled?: boolean
}

/**
 * Signs in to Pusher as the app's user, for user events and the online status of the watchlist (Pusher documentation,
 * "User authentication").
 *
 * @throws {@link ProviderMissingError} outside of `PusherProvider`
 * @example
 * ```ts
 * import { useEffect } from 'react'
 *
 * const { user, watchlist, on } = usePusherUser()
 * useEffect(() => on('notification', (payload) => show(payload)), [on])
 * ```
 */
export function usePusherUser({ enabled = true }: UsePusherUserOptions = {}): UsePusherUserResult {
  const store = useKit('usePusherUser').feature(createUserStore)
  const snapshot = useSyncExternalStore(store.subscribe, store.getSnapshot, getServerSnapshot)
  useEffect(() => {
    if (enabled) store.signIn()
  }, [store, enabled])
  return useMemo(() => ({ ...snapshot, on: store.on }), [snapshot, store])
}

const getServerSnapshot = () => signedOut
