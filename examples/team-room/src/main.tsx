import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import 'react-pusher-kit/mantine/styles.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { createRoot } from 'react-dom/client'
import { PusherProvider, pusherConfigFromEnv } from 'react-pusher-kit'
import { channels } from '../realtime/channels.ts'
import { App } from './App.tsx'

createRoot(document.getElementById('root')!).render(
  <MantineProvider defaultColorScheme="auto">
    <PusherProvider {...pusherConfigFromEnv(import.meta.env)} channels={channels}>
      <Notifications />
      <App />
    </PusherProvider>
  </MantineProvider>,
)
