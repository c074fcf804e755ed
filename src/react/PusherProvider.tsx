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
   * Identifies the user's session. A new key discards channels, logs, presence, queues and the socket, so that no data
   * of the previous user is left.
   * @defaultValue none
   */
  sessionKey?: string | number | null | undefined
  /** The components that use the hooks. @defaultValue none */
  children?: ReactNode
}

/**
 * Connects to Pusher for the components below it. `appKey`, `cluster`, the plain values in `options` and `sessionKey`
 * are compared by value. Changing one of them, or passing another `client` object, opens a new connection. Changing
 * any other prop does not.
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
    // Nothing runs before an effect retains it, so a render that React discards needs no cleanup.
    core = create()
    hold({ identity, client, core })
  }
  const live = useRef<OwnedCore>(null)
  useInsertionEffect(() => core.update(options))
  useEffect(() => {
    // The session of user A ends in the same tick in which that of user B begins.
    if (live.current !== core) live.current?.dispose()
    live.current = core
    return core.retain()
  }, [core])
  useEffect(() => core.setEnabled(enabled), [core, enabled])
  const { Provider } = kitContext()
  return <Provider value={core}>{children}</Provider>
}

/** The library reads no environment variables, but can detect React's development build (from 19.1). */
const isProduction = !('captureOwnerStack' in React)

interface Held {
  identity: string
  client: KitOptions['client']
  core: OwnedCore
}
