// #region app
import { PusherProvider, pusherConfigFromEnv, usePusherConnection, usePusherEvents } from 'react-pusher-kit'

export function LatestLine() {
  const { isConnected } = usePusherConnection()
  const lines = usePusherEvents<{ text: string }>('logs', 'log', { limit: 1 })
  return (
    <p>
      {isConnected ? 'live' : 'offline'}: {lines[0]?.text ?? 'nothing yet'}
    </p>
  )
}

export const App = () => (
  <PusherProvider {...pusherConfigFromEnv(import.meta.env)}>
    <LatestLine />
  </PusherProvider>
)
// #endregion
