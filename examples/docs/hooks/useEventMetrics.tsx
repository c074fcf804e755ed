import { List, Text } from '@mantine/core'
import { useEventMetrics } from 'react-pusher-kit'

// #region use
export function MostFrequent() {
  const { data, status, error } = useEventMetrics({ range: '24h' })
  if (!data) return <Text role="status">{error?.message ?? status}</Text>
  return (
    <List>
      {data.events.map(({ event, count, unique_users }) => (
        <List.Item key={event}>
          {event}: {count.toLocaleString('en')} by {unique_users} users
        </List.Item>
      ))}
    </List>
  )
}
// #endregion
