import { Alert, Anchor, Button, Group, Paper, Progress, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useEventLog, usePusherConnection } from 'react-pusher-kit'
import { channelName, defineChannels, type PayloadsOf } from 'react-pusher-kit/channels'
import { useSendMessage } from 'react-pusher-kit/query'
import { z } from 'zod'

const task = z.object({ task_id: z.string(), status: z.string() })

/** The events of `server.createTask`. */
export const taskChannels = defineChannels({
  'private-user-{userId}': {
    events: {
      'progress.updated': task.extend({ kind: z.string(), percent: z.number(), message: z.string() }),
      'content.generated': task.extend({ url: z.url() }),
    },
    persist: true,
  },
})

type Events = PayloadsOf<typeof taskChannels, 'private-user-{userId}'>

/** Tasks are read from the channel's history, so that a reload, or a lost connection, forgets none. */
export function ContentGeneration({ userId }: { userId: string }) {
  const channel = channelName('private-user-{userId}', { userId })
  const progress = useEventLog<Events['progress.updated']>({ channel, event: 'progress.updated' })
  const content = useEventLog<Events['content.generated']>({ channel, event: 'content.generated' })
  const { isConnected } = usePusherConnection()
  const { mutate, isPending, isError } = useSendMessage()
  const [topic, setTopic] = useState('')

  const tasks = new Map(progress.log.slice(0, progress.size).map(({ data }) => [data.task_id, data]))
  const urls = new Map(content.log.slice(0, content.size).map(({ data }) => [data.task_id, data.url]))
  const generate = (kind: string) => mutate({ channel, type: 'generate', payload: { kind } })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    generate(topic)
    setTopic('')
  }

  return (
    <Stack maw={480}>
      <Group component="form" wrap="nowrap" align="end" onSubmit={submit}>
        <TextInput
          flex={1}
          label="Topic"
          required
          value={topic}
          onChange={(event) => setTopic(event.currentTarget.value)}
        />
        <Button type="submit">Generate</Button>
      </Group>
      {isPending && !isConnected && <Alert>You are offline. It goes out as soon as you are back.</Alert>}
      {isError && <Alert color="red">That could not be started. Try again.</Alert>}
      {[...tasks].toReversed().map(([id, { kind, status, percent, message }]) => (
        <Paper key={id} withBorder p="sm" role="group" aria-label={kind}>
          <Group justify="space-between">
            <Text>{kind}</Text>
            {urls.has(id) && <Anchor href={urls.get(id)}>Open</Anchor>}
            {status === 'failed' && <Button onClick={() => generate(kind)}>Try again</Button>}
          </Group>
          <Progress value={urls.has(id) ? 100 : percent} aria-label="Progress" />
          <Text size="sm">{message}</Text>
        </Paper>
      ))}
    </Stack>
  )
}
