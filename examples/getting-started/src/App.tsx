import { Stack } from '@mantine/core'
import { ConnectionBadge, LogViewer } from 'react-pusher-kit/mantine'

export function App() {
  return (
    <Stack p="md">
      <ConnectionBadge />
      <LogViewer channel="logs" event="log" height={400} />
    </Stack>
  )
}
