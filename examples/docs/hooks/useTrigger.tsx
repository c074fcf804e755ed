import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { usePusherConnection } from 'react-pusher-kit'
import { useTrigger } from 'react-pusher-kit/query'

// #region use
export function AddTodo() {
  const [title, setTitle] = useState('')
  const { isConnected } = usePusherConnection()
  const { mutate, isPending, isSuccess, isError } = useTrigger({ onSuccess: () => setTitle('') })
  return (
    <Stack gap="xs">
      <Group align="end">
        <TextInput label="Title" value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
        <Button onClick={() => mutate({ channel: 'private-todos', event: 'added', data: { title } })}>
          Add
        </Button>
      </Group>
      <Text size="sm" role="status">
        {isPending && (isConnected ? 'Sending' : 'Waiting for the connection')}
        {isSuccess && 'Added'}
      </Text>
      {isError && <Alert color="red">The server refused it.</Alert>}
    </Stack>
  )
}
// #endregion
