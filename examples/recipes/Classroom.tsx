import { Alert, Chip, Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { usePresence, usePusherChannel } from 'react-pusher-kit'
import { channelName, defineChannels, type } from 'react-pusher-kit/channels'

export const classChannels = defineChannels({
  'presence-class-{classId}': {
    member: type<{ name: string; role: 'teacher' | 'student' }>(),
    events: {},
    clientEvents: { 'client-hand': type<{ up: boolean }>() },
  },
})

declare module 'react-pusher-kit/channels' {
  interface Register {
    class: typeof classChannels
  }
}

interface ClassroomProps {
  classId: string
  /** The students who should be present. */
  roster: readonly { id: string; name: string }[]
}

/** Shows which students are present, and who raised a hand. */
export function Classroom({ classId, roster }: ClassroomProps) {
  const channel = channelName('presence-class-{classId}', { classId })
  const [hands, setHands] = useState<Readonly<Record<string, boolean>>>({})
  const [isUp, setIsUp] = useState(false)
  const put = (id: string | null, up: boolean) => id && setHands((all) => ({ ...all, [id]: up }))
  // Client events are not stored: send the state again after a reconnect, and to each new member.
  const sayAgain = () => isUp && say(true)
  const { trigger } = usePusherChannel(channel, 'client-hand', ({ up }, { userId }) => put(userId, up), {
    onSubscribed: sayAgain,
  })
  const say = (up: boolean) =>
    trigger('client-hand', { up }).then(
      () => setIsUp(up),
      () => setIsUp(false),
    )
  const { members, me, status, isStale } = usePresence(channel, {
    leaveGrace: 3000,
    onJoin: sayAgain,
    onLeave: ({ id }) => put(id, false),
  })
  if (status === 'error') return <Alert color="red">You are not in this class.</Alert>

  const present = new Set(members.map(({ id }) => id))
  const asks = (id: string) => (id === me?.id ? isUp : hands[id])
  const teachers = members.filter(({ info }) => info.role === 'teacher').map(({ info }) => info.name)

  return (
    <Stack>
      <Group justify="space-between">
        <Text role="status">
          {isStale && 'Reconnecting: '}
          {roster.filter(({ id }) => present.has(id)).length} of {roster.length} here, with{' '}
          {teachers.join(' and ') || 'no teacher yet'}
        </Text>
        {me?.info.role === 'student' && (
          <Chip variant="outline" checked={isUp} onChange={(up) => void say(up)}>
            Raise my hand
          </Chip>
        )}
      </Group>
      <SimpleGrid component="ul" cols={{ base: 2, sm: 4 }} p={0} style={{ listStyle: 'none' }}>
        {roster.map(({ id, name }) => (
          <Paper key={id} component="li" withBorder p="sm" opacity={present.has(id) ? 1 : 0.75}>
            <Text fw={600} truncate>
              {name}
            </Text>
            <Text size="sm">{!present.has(id) ? 'Not here' : asks(id) ? 'Has a question' : 'Here'}</Text>
          </Paper>
        ))}
      </SimpleGrid>
    </Stack>
  )
}
