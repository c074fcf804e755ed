'use client'
import { useMemo } from 'react'
import type { PusherActions } from '../client/index.ts'
import { createActions } from '../client/internal.ts'
import { useKit } from './kit-context.ts'

/**
 * Triggers, messages and subscriptions for any channel. None of them renders the component. The same object during a
 * session.
 *
 * @throws {@link ProviderMissingError} outside of `PusherProvider`
 * @example
 * ```tsx
 * export function Wave({ channel }: { channel: string }) {
 *   const { trigger } = usePusherActions()
 *   return <button onClick={() => trigger(channel, 'client-wave', {})}>Wave</button>
 * }
 * ```
 */
export function usePusherActions(): PusherActions {
  const kit = useKit('usePusherActions')
  return useMemo(() => createActions(kit), [kit])
}
