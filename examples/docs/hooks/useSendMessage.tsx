import { Alert, Button, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useSendMessage } from 'react-pusher-kit/query'

// #region use
export function AskAgent({ userId }: { userId: string }) {
  const [text, setText] = useState('')
  const { mutate, isPending, isError } = useSendMessage({ onSuccess: () => setText('') })

  const ask = (event: FormEvent) => {
    event.preventDefault()
    mutate({ channel: `private-agent-${userId}`, type: 'question', payload: { text } })
  }

  return (
    <Stack component="form" gap="xs" align="start" onSubmit={ask}>
      <TextInput label="Question" value={text} onChange={(event) => setText(event.currentTarget.value)} />
      <Button type="submit" loading={isPending}>
        Ask the agent
      </Button>
      {isError && <Alert color="red">The agent did not take that. Ask in other words.</Alert>}
    </Stack>
  )
}
// #endregion
