import { Group } from '@mantine/core'
import { ConnectionBadge } from 'react-pusher-kit/mantine'
import { Room } from '@/app/room/Room.tsx'

export default function Page() {
  return (
    <Group p="md" gap="xl" align="start">
      <ConnectionBadge />
      <Room id="1" />
      <Room id="staff" />
    </Group>
  )
}
