import type { ReactNode } from 'react'
import { PusherProvider } from 'react-pusher-kit'

interface RealtimeProps {
  appKey: string
  port: number
  token: string
  children: ReactNode
}

// #region provider
export function Realtime({ appKey, port, token, children }: RealtimeProps) {
  return (
    <PusherProvider
      appKey={appKey}
      options={{ wsHost: '127.0.0.1', wsPort: port, forceTLS: false, enabledTransports: ['ws'] }}
      endpoints={{ auth: '/pusher/auth' }}
      auth={{ headers: { authorization: `Bearer ${token}` } }}
    >
      {children}
    </PusherProvider>
  )
}
// #endregion
