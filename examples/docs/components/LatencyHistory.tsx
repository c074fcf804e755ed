import { Stack, Title } from '@mantine/core'
import { LatencyHistory } from 'react-pusher-kit/mantine'

// #region use
export function Speed() {
  return (
    <Stack maw={640}>
      <Title order={2}>Connection</Title>
      <LatencyHistory latencyInterval={5000} />
    </Stack>
  )
}
// #endregion
