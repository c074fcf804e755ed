import '@mantine/core/styles.css'
import { MantineProvider } from '@mantine/core'
import { createRoot } from 'react-dom/client'
import { PusherProvider } from 'react-pusher-kit'
import { ConnectionBadge, LogViewer, OnlineUsers } from 'react-pusher-kit/mantine'

const parameters = new URLSearchParams(location.search)
const options = {
  wsHost: location.hostname,
  wsPort: Number(location.port),
  forceTLS: false,
  enabledTransports: ['ws' as const],
}

/** A page of an app on a phone: the connection, who is there, and a log. */
createRoot(document.querySelector('#root') as Element).render(
  <MantineProvider env="test">
    <PusherProvider
      appKey={parameters.get('key') ?? ''}
      cluster=""
      options={options}
      auth={{ getToken: () => parameters.get('token') }}
    >
      <ConnectionBadge />
      <OnlineUsers channel="presence-admin" variant="list" />
      {/* The server writes lines of its own into another thread. */}
      <LogViewer channel="logs" event="log" height={400} defaultQuery={{ threads: ['phone'] }} />
    </PusherProvider>
  </MantineProvider>,
)
