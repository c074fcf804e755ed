import { Stack, Text } from '@mantine/core'
import { useUsage } from 'react-pusher-kit'

// #region use
export function Usage() {
  const { data, status, error } = useUsage({ interval: 30_000 })
  if (!data) return <Text role="status">{error?.message ?? status}</Text>
  const { messages, limits, percent } = data
  return (
    <Stack gap={4}>
      <Text role="status">
        {messages.total.toLocaleString('en')} of {limits.messages_per_day.toLocaleString('en')} messages (
        {percent.messages}%)
      </Text>
      {status === 'stale' && <Text>Not updated: {error?.message}</Text>}
    </Stack>
  )
}
// #endregion
