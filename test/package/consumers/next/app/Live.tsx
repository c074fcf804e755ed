'use client'

import { type EnvConfig, PusherProvider, usePusherEvents } from 'react-pusher-kit'
import { ConnectionBadge, LogViewer } from 'react-pusher-kit/mantine'

function Count() {
  const lines = usePusherEvents('logs', 'log')
  return <output>{lines.length} lines came live</output>
}

export function Live({ config }: { config: EnvConfig }) {
  return (
    <PusherProvider {...config}>
      <ConnectionBadge />
      <Count />
      <LogViewer channel="logs" event="log" height={300} />
    </PusherProvider>
  )
}
