import { Stack, Title } from '@mantine/core'
import { BroadcasterStatus } from 'react-pusher-kit/mantine'

// #region use
export function Delivery() {
  return (
    <Stack maw={520}>
      <Title order={2}>Delivery</Title>
      <BroadcasterStatus interval={30_000} />
    </Stack>
  )
}
// #endregion
