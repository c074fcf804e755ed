'use client'
import * as React from 'react'
import { useEffect, useInsertionEffect, useRef, useState, type ReactNode } from 'react'
import type { KitOptions } from '../client/index.ts'
import { createCore, type OwnedCore } from '../client/internal.ts'
import { identityOf } from './identity.ts'
import { kitContext } from './kit-context.ts'

/** Props of {@link PusherProvider}. */
export interface PusherProviderProps extends KitOptions {
  /**
   * A new key drops channels, logs, presence, queues and the socket: user B keeps nothing of user A's.
   * @defaultValue none
   */
  sessionKey?: string | number | null | undefined
  /** What may use the hooks. @defaultValue none */
  children?: ReactNode
}

/**
 * Connects to Pusher for the components below it. `appKey`, `cluster`, the plain values in `options` and
 * `sessionKey` compare by value, and a change of them connects anew, as another `client` object does; a change of anything else never does.
 *
 * @example
 * ```tsx
 * export const Root = () => (
 *   <PusherProvider appKey="key" cluster="eu" auth={{ getToken: () => token }} sessionKey={user.id}>
 *     <App />
 *   </PusherProvider>
 * )
 * ```
 */
export function PusherProvider({ children, sessionKey, ...options }: PusherProviderProps): ReactNode {
  const { client, enabled = true } = options
  const identity = identityOf(options, sessionKey)
  const create = () => createCore(options, isProduction, sessionKey ?? null)
  const [held, hold] = useState<Held>(() => ({ identity, client, core: create() }))
  let { core } = held
  if (held.identity !== identity || held.client !== client) {
    // Nothing runs before an effect retains it, so a render that React throws away leaves nothing behind.
    core = create()
    hold({ identity, client, core })
  }
  const live = useRef<OwnedCore>(null)
  useInsertionEffect(() => core.update(options))
  useEffect(() => {
    // Nothing of user A's is left when user B begins, not even for a tick.
    if (live.current !== core) live.current?.dispose()
    live.current = core
    return core.retain()
  }, [core])
  useEffect(() => core.setEnabled(enabled), [core, enabled])
  const { Provider } = kitContext()
  return <Provider value={core}>{children}</Provider>
}

/** The library reads no environment; React's development build says so itself (from 19.1 on). */
const isProduction = !('captureOwnerStack' in React)

interface Held {
  identity: string
  client: KitOptions['client']
  core: OwnedCore
}
