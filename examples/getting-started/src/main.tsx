import '@mantine/core/styles.css'
import 'react-pusher-kit/mantine/styles.css'
import { MantineProvider } from '@mantine/core'
import { createRoot } from 'react-dom/client'
import { PusherProvider, pusherConfigFromEnv } from 'react-pusher-kit'
import { App } from './App.tsx'

createRoot(document.getElementById('root')!).render(
  <MantineProvider defaultColorScheme="auto">
    <PusherProvider {...pusherConfigFromEnv(import.meta.env)}>
      <App />
    </PusherProvider>
  </MantineProvider>,
)
