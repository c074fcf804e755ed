import type { ReactNode } from 'react'
import { PusherProvider, type PusherProviderProps } from 'react-pusher-kit'

type Backends = Pick<PusherProviderProps, 'appKey' | 'cluster' | 'fallbacks'>

// #region ably
/** @param ablyKey - `appId.keyId`: the part of Ably's API key before the colon. The part after it stays on the server. */
export function pusherThenAbly(pusherKey: string, ablyKey: string): Backends {
  const host = 'realtime-pusher.ably.io'
  return {
    appKey: pusherKey,
    cluster: 'eu',
    // pusher-js requires a cluster. Ably ignores it and uses its nearest data center.
    fallbacks: [{ appKey: ablyKey, cluster: 'eu', options: { wsHost: host, httpHost: host } }],
  }
}
// #endregion

// #region self-hosted
/** @param ownHost - without a protocol; with `wss:` at the port 443 */
export function pusherThenSelfHosted(pusherKey: string, ownKey: string, ownHost: string): Backends {
  const options = { wsHost: ownHost, enabledTransports: ['ws' as const, 'wss' as const] }
  return { appKey: pusherKey, cluster: 'eu', fallbacks: [{ appKey: ownKey, options }] }
}
// #endregion

interface RootProps extends Pick<PusherProviderProps, 'onGap'> {
  backends: Backends
  children?: ReactNode
}

// #region root
/** @param onGap - called after a move: events that are not stored and came in between are lost, so fetch what they change */
export function Root({ backends, onGap, children }: RootProps) {
  return (
    <PusherProvider {...backends} onGap={onGap}>
      {children}
    </PusherProvider>
  )
}
// #endregion
