import { Alert, Anchor, Button, Group, Paper, Progress, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useEventLog, usePusherConnection } from 'react-pusher-kit'
import { channelName, defineChannels } from 'react-pusher-kit/channels'
import { useSendMessage } from 'react-pusher-kit/query'
import { z } from 'zod'

const task = z.object({ task_id: z.string(), title: z.string() })

export const studioChannels = defineChannels({
  'private-studio-{userId}': {
    events: {
      'progress.updated': task.extend({ progress: z.number(), error: z.string().optional() }),
      'content.generated': task.extend({ url: z.url() }),
    },
    persist: true,
  },
})

declare module 'react-pusher-kit/channels' {
  interface Register {
    studio: typeof studioChannels
  }
}

/** Tasks are read from the channel's history, so that a reload, or a lost connection, forgets none. */
export function ContentGeneration({ userId }: { userId: string }) {
  const channel = channelName('private-studio-{userId}', { userId })
  const progress = useEventLog({ channel, event: 'progress.updated' })
  const content = useEventLog({ channel, event: 'content.generated' })
  const { isConnected } = usePusherConnection()
  const { mutate, isPending, isError } = useSendMessage()
  const [topic, setTopic] = useState('')

  const tasks = new Map(progress.log.slice(0, progress.size).map(({ data }) => [data.task_id, data]))
  const urls = new Map(content.log.slice(0, content.size).map(({ data }) => [data.task_id, data.url]))
  const generate = (title: string) => mutate({ channel, type: 'generate', payload: { title } })
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
      {[...tasks.values()].toReversed().map(({ task_id: id, title, progress: percent, error }) => (
        <Paper key={id} withBorder p="sm" role="group" aria-label={title}>
          <Group justify="space-between">
            <Text>{title}</Text>
            {urls.has(id) && <Anchor href={urls.get(id)}>Open</Anchor>}
            {error && (
              <Button size="compact-sm" onClick={() => generate(title)}>
                Try again
              </Button>
            )}
          </Group>
          {error ? <Text c="red">{error}</Text> : <Progress value={percent} aria-label="Progress" />}
        </Paper>
      ))}
    </Stack>
  )
}
