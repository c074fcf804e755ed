import { Stack, Title } from '@mantine/core'
import { EventMetrics } from 'react-pusher-kit/mantine'

// #region use
export function Throughput() {
  return (
    <Stack maw={640}>
      <Title order={2}>Throughput</Title>
      <EventMetrics defaultRange="24h" interval={30_000} />
    </Stack>
  )
}
// #endregion
