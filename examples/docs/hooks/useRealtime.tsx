import { Button, Group, List, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useRealtime } from 'react-pusher-kit'

// #region use
export function RoomFeed({ room }: { room: string }) {
  const { isConnected, stats, send, subscribe, unsubscribe } = useRealtime()
  const [lines, setLines] = useState<readonly string[]>([])

  useEffect(() => {
    const id = subscribe(`private-room-${room}`, ({ type, payload }) =>
      setLines((before) => [...before.slice(-4), `${type} ${JSON.stringify(payload)}`]),
    )
    return () => unsubscribe(id)
  }, [room, subscribe, unsubscribe])

  return (
    <Stack gap="xs" align="start">
      <Text size="sm">
        {isConnected ? 'Live' : 'Offline'}, {stats.messagesSent} sent
      </Text>
      <List aria-label="Events">
        {lines.map((line, index) => (
          <List.Item key={index}>{line}</List.Item>
        ))}
      </List>
      <Button onClick={() => void send('wave', { to: room }, `private-room-${room}`)}>Wave</Button>
    </Stack>
  )
}
// #endregion

// #region connect
/** Connects on request, and shows the reason if it fails. */
export function Switch() {
  const { state, connect, disconnect } = useRealtime()
  const [reason, setReason] = useState<string>()

  const turnOn = async () => {
    setReason(undefined)
    try {
      await connect()
    } catch (error) {
      setReason(error instanceof Error ? error.message : 'It did not work.')
    }
  }

  return (
    <Group>
      <Text>{state}</Text>
      <Button onClick={() => void turnOn()}>Connect</Button>
      <Button variant="default" onClick={disconnect}>
        Disconnect
      </Button>
      <Text role="alert">{reason}</Text>
    </Group>
  )
}
// #endregion
