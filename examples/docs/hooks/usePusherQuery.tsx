import { Alert, Checkbox, Stack, Text } from '@mantine/core'
import { usePusherQuery } from 'react-pusher-kit/query'

export interface Todo {
  id: string
  title: string
  done: boolean
}

// #region use
export function Todos({ fetchTodos }: { fetchTodos: () => Promise<readonly Todo[]> }) {
  const { data, error, isFetching } = usePusherQuery(
    { queryKey: ['todos'], queryFn: fetchTodos },
    {
      channel: 'private-todos',
      on: {
        added: (todos, payload) => [...todos, payload as Todo],
        imported: 'invalidate',
      },
    },
  )
  if (error) return <Alert color="red">{error.message}</Alert>
  return (
    <Stack gap="xs">
      {data?.map(({ id, title, done }) => (
        <Checkbox key={id} label={title} checked={done} readOnly />
      ))}
      <Text size="sm" role="status">
        {isFetching ? 'Fetching' : 'Up to date'}
      </Text>
    </Stack>
  )
}
// #endregion
