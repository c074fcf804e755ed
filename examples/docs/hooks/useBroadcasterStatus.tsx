import { List, Text } from '@mantine/core'
import { useBroadcasterStatus } from 'react-pusher-kit'

// #region use
export function Backends() {
  const { data, status, error } = useBroadcasterStatus()
  if (!data) return <Text role="status">{error?.message ?? status}</Text>
  return (
    <List>
      {data.broadcasters.map(({ name, status: state, reason }) => (
        <List.Item key={name}>
          {name}: {state}
          {reason && ` (${reason})`}
        </List.Item>
      ))}
    </List>
  )
}
// #endregion
