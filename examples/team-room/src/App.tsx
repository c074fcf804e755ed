import { Group, SimpleGrid, Stack, Title } from '@mantine/core'
import { usePresence } from 'react-pusher-kit'
import {
  ConnectionBadge,
  LogViewer,
  NotificationBridge,
  NotificationInbox,
  OnlineUsers,
} from 'react-pusher-kit/mantine'
import { Chat } from './Chat.tsx'
import { Nudge } from './Nudge.tsx'
import { Payroll } from './Payroll.tsx'

export function App() {
  const { me } = usePresence('presence-room-1')
  return (
    <Stack p="md">
      <Group justify="space-between">
        <Title order={2}>Team room</Title>
        <Group>
          <OnlineUsers channel="presence-room-1" />
          <NotificationInbox />
          <ConnectionBadge />
        </Group>
      </Group>
      <NotificationBridge channel={me ? `private-user-${me.id}` : null} />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Chat />
        <Stack>
          <Nudge />
          <Payroll />
        </Stack>
      </SimpleGrid>
      <LogViewer channel="logs" event="log" height={240} />
    </Stack>
  )
}
