'use client'

import { MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { PusherProvider, pusherConfigFromEnv } from 'react-pusher-kit'
import { channels } from '@/realtime/channels.ts'

// In the browser, process.env is empty: Next.js replaces only variables that are written in full.
const config = pusherConfigFromEnv({
  NEXT_PUBLIC_PUSHER_KEY: process.env.NEXT_PUBLIC_PUSHER_KEY,
  // For Pusher Channels.
  NEXT_PUBLIC_PUSHER_CLUSTER: process.env.NEXT_PUBLIC_PUSHER_CLUSTER,
  // For a compatible server, such as `react-pusher-kit serve`.
  NEXT_PUBLIC_PUSHER_HOST: process.env.NEXT_PUBLIC_PUSHER_HOST,
  NEXT_PUBLIC_PUSHER_PORT: process.env.NEXT_PUBLIC_PUSHER_PORT,
  NEXT_PUBLIC_PUSHER_FORCE_TLS: process.env.NEXT_PUBLIC_PUSHER_FORCE_TLS,
  // The server that authorizes subscriptions. Without it, that is this app, at /api/v1.
  NEXT_PUBLIC_PUSHER_SERVER_URL: process.env.NEXT_PUBLIC_PUSHER_SERVER_URL,
  // Only for `react-pusher-kit serve`: each tab is a user.
  NEXT_PUBLIC_PUSHER_DEV: process.env.NEXT_PUBLIC_PUSHER_DEV,
})

export function Providers({ children }: { children: ReactNode }) {
  return (
    <MantineProvider defaultColorScheme="auto">
      <PusherProvider {...config} channels={channels}>
        {children}
      </PusherProvider>
    </MantineProvider>
  )
}
