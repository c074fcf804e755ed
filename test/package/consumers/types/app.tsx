import { QueryClient, queryOptions } from '@tanstack/react-query'
import {
  PusherProvider,
  pusherConfigFromEnv,
  useEventLog,
  usePresence,
  usePusherChannel,
  usePusherConnection,
} from 'react-pusher-kit'
import { createPusherKit } from 'react-pusher-kit/client'
import { ConnectionBadge, LogViewer, NotificationBridge, OnlineUsers } from 'react-pusher-kit/mantine'
import 'react-pusher-kit/mantine/styles.css'
import { usePusherQuery } from 'react-pusher-kit/query'
import { channels, room } from './channels.js'

const lines = queryOptions({ queryKey: ['lines'], queryFn: () => Promise.resolve<string[]>([]) })

function Room() {
  const { isConnected, latency } = usePusherConnection()
  usePusherChannel('logs', 'log', (line) => console.log(line.text.toUpperCase()))
  // @ts-expect-error: the channel declares no such event
  usePusherChannel('logs', 'lgo', () => undefined)
  const names: string[] = usePresence(room).members.map(({ info }) => info.name)
  const { status } = useEventLog({ channel: 'logs', event: 'log' })
  usePusherQuery(lines, { channel: 'logs', on: { log: (old, line) => [...(old ?? []), line.text] } })
  return (
    <p title={status}>
      {String(isConnected)} {latency?.toFixed(0)} {names.join()}
    </p>
  )
}

export const App = () => (
  <PusherProvider {...pusherConfigFromEnv({})} channels={channels}>
    <Room />
    <ConnectionBadge variant="dot" />
    <LogViewer channel="logs" event="log" height={300} />
    <OnlineUsers channel={room} />
    <NotificationBridge channel="logs" />
  </PusherProvider>
)

export const kit = createPusherKit({ appKey: 'key', cluster: 'eu', channels })
export const queryClient = new QueryClient()
