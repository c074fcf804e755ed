import { Alert, Button, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useSendMessage } from 'react-pusher-kit/query'

// #region use
export function AskAgent({ userId }: { userId: string }) {
  const [text, setText] = useState('')
  const { mutate, isPending, isSuccess, isError } = useSendMessage({ onSuccess: () => setText('') })

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
      <Text size="sm" role="status">
        {isSuccess && 'The agent has your question.'}
      </Text>
      {isError && <Alert color="red">The agent did not take that. Ask in other words.</Alert>}
    </Stack>
  )
}
// #endregion
