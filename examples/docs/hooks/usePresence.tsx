import { Avatar, Badge, Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { usePresence } from 'react-pusher-kit'

interface Person {
  name: string
}

// #region use
export function Room({ room }: { room: string }) {
  const [news, setNews] = useState('')
  const { members, isStale, error, retry } = usePresence<Person>(`presence-room-${room}`, {
    leaveGrace: 2000,
    onJoin: ({ info }) => setNews(`${info.name} joined`),
    onLeave: ({ info }) => setNews(`${info.name} left`),
  })
  if (error) {
    return (
      <Group>
        <Text>You may not see who is here.</Text>
        <Button onClick={retry}>Try again</Button>
      </Group>
    )
  }
  return (
    <Stack gap="xs">
      {members.map(({ id, info, isMe }) => (
        <Group key={id} gap="xs" opacity={isStale ? 0.75 : 1}>
          <Avatar name={info.name} size="sm" />
          <Text>{isMe ? `${info.name} (you)` : info.name}</Text>
        </Group>
      ))}
      <Text role="status">{isStale ? 'Reconnecting' : news}</Text>
    </Stack>
  )
}
// #endregion

// #region select
/** Renders only if the number of members changes. */
export function Headcount({ room }: { room: string }) {
  const count = usePresence(`presence-room-${room}`, { select: (presence) => presence.count })
  return <Badge variant="default">{count} here</Badge>
}
// #endregion
