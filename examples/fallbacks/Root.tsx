import type { ReactNode } from 'react'
import { PusherProvider, type PusherProviderProps } from 'react-pusher-kit'

// #region root
type Backends = Pick<PusherProviderProps, 'appKey' | 'cluster' | 'fallbacks'>

interface RootProps {
  backends: Backends
  /** Called after a switch. Events that are not stored are lost during it: refetch. */
  onGap: PusherProviderProps['onGap']
  children?: ReactNode
}

export function Root({ backends, onGap, children }: RootProps) {
  return (
    <PusherProvider {...backends} onGap={onGap}>
      {children}
    </PusherProvider>
  )
}
// #endregion

// #region ably
/** @param ablyKey - `appId.keyId`; the part of the API key after the colon stays on the server */
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
/** @param ownHost - a host name without a protocol, with TLS on port 443 */
export function pusherThenSelfHosted(pusherKey: string, ownKey: string, ownHost: string): Backends {
  const options = { wsHost: ownHost, enabledTransports: ['ws' as const, 'wss' as const] }
  return { appKey: pusherKey, cluster: 'eu', fallbacks: [{ appKey: ownKey, options }] }
}
// #endregion
