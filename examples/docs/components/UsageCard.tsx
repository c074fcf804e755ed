import { Stack, Title } from '@mantine/core'
import { UsageCard } from 'react-pusher-kit/mantine'

// #region use
export function Quota() {
  return (
    <Stack maw={520}>
      <Title order={2}>Quota</Title>
      <UsageCard interval={30_000} />
    </Stack>
  )
}
// #endregion
