import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { usePusherActions } from 'react-pusher-kit'

// #region listen
/** Subscribes to one channel per room. Hooks cannot be called in a loop, but `listen` can. */
export function UnreadRooms({ rooms }: { rooms: readonly string[] }) {
  const { listen } = usePusherActions()
  const [unread, setUnread] = useState<Readonly<Record<string, number>>>({})

  useEffect(() => {
    const stops = rooms.map((room) =>
      listen(`private-room-${room}`, 'message', () =>
        setUnread((counts) => ({ ...counts, [room]: (counts[room] ?? 0) + 1 })),
      ),
    )
    return () => stops.forEach((stop) => stop())
  }, [listen, rooms])

  return (
    <Stack gap="xs" role="list" aria-label="Rooms">
      {rooms.map((room) => (
        <Group key={room} role="listitem">
          <Text w={80}>{room}</Text>
          <Badge variant="default">{unread[room] ?? 0} unread</Badge>
        </Group>
      ))}
    </Stack>
  )
}
// #endregion

// #region trigger
/** Publishes to channels that it does not subscribe to. */
export function Announce({ rooms, text }: { rooms: readonly string[]; text: string }) {
  const { trigger } = usePusherActions()
  const [missed, setMissed] = useState<number>()

  const announce = async () => {
    const sent = await Promise.allSettled(
      rooms.map((room) => trigger(`private-room-${room}`, 'message', { text })),
    )
    setMissed(sent.filter(({ status }) => status === 'rejected').length)
  }

  return (
    <Group>
      <Button onClick={() => void announce()}>Tell every room</Button>
      <Text role="status">{missed !== undefined && `Told ${rooms.length - missed} of ${rooms.length}`}</Text>
    </Group>
  )
}
// #endregion
