import { Button, Group, Stack, Text } from '@mantine/core'
import { usePusherConnection } from 'react-pusher-kit'

// #region use
export function Connection() {
  const { state, isConnected, error, latency, retryAt, stats, reconnect } = usePusherConnection()
  return (
    <Stack gap="xs" align="start">
      <Text fw={600} role="status">
        {state}
      </Text>
      {isConnected && (
        <Text>Round trip {latency === null ? 'not measured yet' : `${Math.round(latency)} ms`}</Text>
      )}
      {error && <Text>{error.message}</Text>}
      {retryAt !== null && <Text>Next try at {new Date(retryAt).toLocaleTimeString('en')}</Text>}
      <Group>
        <Text>
          Reconnects: {stats.reconnections}, attempts: {stats.attempts}
        </Text>
        {!isConnected && <Button onClick={reconnect}>Try now</Button>}
      </Group>
    </Stack>
  )
}
// #endregion
