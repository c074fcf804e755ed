import { PusherProvider } from 'react-pusher-kit'
import { ConnectionBadge } from 'react-pusher-kit/mantine'
import { channels } from './channels.ts'
import { Console } from './Console.tsx'
import { Unreachable } from './Unreachable.tsx'
import { useDevConfig } from './useDevConfig.ts'

export function App() {
  const settings = useDevConfig()
  if (settings.status === 'loading') return null
  if (settings.status === 'error') return <Unreachable error={settings.error} onRetry={settings.retry} />

  const { appKey, cluster, wsHost, wsPort, forceTLS, token } = settings.config
  return (
    <PusherProvider
      appKey={appKey}
      cluster={cluster}
      options={{ wsHost, wsPort, forceTLS, enabledTransports: ['ws'] }}
      auth={{ getToken: () => token }}
      channels={channels}
    >
      <ConnectionBadge variant="banner" />
      <Console address={`${wsHost}:${wsPort}`} />
    </PusherProvider>
  )
}
