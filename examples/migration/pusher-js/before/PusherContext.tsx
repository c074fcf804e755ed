import Pusher from 'pusher-js'
import type { Options } from 'pusher-js'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import type { DeskProps } from '../desk-props.ts'

// #region provider
const PusherContext = createContext<Pusher | null>(null)

function createPusher(appKey: string, options: Options): Pusher {
  Pusher.logToConsole = true
  return new Pusher(appKey, options)
}

export function PusherProvider({
  appKey,
  cluster,
  token,
  network,
  children,
}: DeskProps & { children: ReactNode }) {
  const [client] = useState(() => {
    const create = (network?.createClient as typeof createPusher | undefined) ?? createPusher
    return create(appKey, {
      cluster,
      channelAuthorization: {
        endpoint: '/pusher/auth',
        transport: 'ajax',
        headers: { authorization: `Bearer ${token}` },
      },
    })
  })
  useEffect(() => {
    client.connect()
    return () => client.disconnect()
  }, [client])
  return <PusherContext value={client}>{children}</PusherContext>
}

export function usePusher(): Pusher {
  const client = useContext(PusherContext)
  if (!client) throw new Error('usePusher must be used within PusherProvider')
  return client
}
// #endregion
