import { Alert, Button, List, Stack } from '@mantine/core'
import { useInfiniteEvents } from 'react-pusher-kit/query'

// #region use
export function Payments() {
  const { events, error, hasNextPage, isFetching, fetchNextPage } = useInfiniteEvents({
    channel: 'private-payments',
    event: 'paid',
    limit: 10,
  })
  if (error) return <Alert color="red">The payments cannot be shown.</Alert>
  return (
    <Stack gap="xs" align="start">
      <Button disabled={!hasNextPage} loading={isFetching} onClick={() => fetchNextPage()}>
        Older
      </Button>
      <List>
        {events.map(({ seq, data }) => (
          <List.Item key={seq}>{String((data as { text?: unknown }).text)}</List.Item>
        ))}
      </List>
    </Stack>
  )
}
// #endregion
