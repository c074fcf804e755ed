import { Group, Title } from '@mantine/core'
import { ConnectionBadge } from 'react-pusher-kit/mantine'

// #region use
export function Header() {
  return (
    <>
      <ConnectionBadge variant="banner" />
      <Group justify="space-between">
        <Title order={1}>Orders</Title>
        <ConnectionBadge latencyBands={{ good: 80, fair: 200 }} />
      </Group>
    </>
  )
}
// #endregion
