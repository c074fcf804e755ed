import { Anchor, Button, Group, Paper, Progress, Stack, Text, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
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

/** Forced colours remove the background and show a transparent border. */
const bar = { bd: '1px solid transparent', styles: { section: { forcedColorAdjust: 'none' } } } as const

/** Tasks are read from the channel's history, so none is lost by a reload or a lost connection. */
export function ContentGeneration({ userId }: { userId: string }) {
  const channel = channelName('private-user-{userId}', { userId })
  const progress = useEventLog<Events['progress.updated']>({ channel, event: 'progress.updated' })
  const content = useEventLog<Events['content.generated']>({ channel, event: 'content.generated' })
  const { isConnected } = usePusherConnection()
  const { mutate, isPending, isError } = useSendMessage()

  const tasks = new Map(progress.log.slice(0, progress.size).map(({ data }) => [data.task_id, data]))
  const urls = new Map(content.log.slice(0, content.size).map(({ data }) => [data.task_id, data.url]))
  const done = (id: string, percent: number) => (urls.has(id) ? 100 : Math.round(percent))
  const generate = (kind: string) => mutate({ channel, type: 'generate', payload: { kind } })
  const offline = 'You are offline. It goes out once you are back.'
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const topic = new FormData(event.currentTarget).get('topic')
    if (typeof topic === 'string') generate(topic)
    event.currentTarget.reset()
  }

  return (
    <Stack maw={480}>
      <form onSubmit={submit}>
        <Group wrap="nowrap" align="end">
          <TextInput flex={1} label="Topic" name="topic" required />
          <Button type="submit">Generate</Button>
        </Group>
      </form>
      <Text role="status" size="sm" mih={20} my={-8}>
        {isError ? 'That could not be started. Try again.' : isPending && !isConnected && offline}
      </Text>
      {[...tasks].toReversed().map(([id, { kind, status, percent, message }]) => (
        <Paper key={id} withBorder p="sm" role="group" aria-label={kind}>
          <Group justify="space-between" mih={26}>
            <Text>{kind}</Text>
            {urls.has(id) && <Anchor href={urls.get(id)}>Open</Anchor>}
            {status === 'failed' && (
              <Button size="compact-sm" onClick={() => generate(kind)}>
                Try again
              </Button>
            )}
          </Group>
          <Group gap="xs" my={4}>
            <Progress {...bar} flex={1} value={done(id, percent)} aria-label="Progress" />
            <Text size="sm" w="3em" ta="end">{`${done(id, percent)}%`}</Text>
          </Group>
          <Text size="sm" mih={20}>
            {message}
          </Text>
        </Paper>
      ))}
    </Stack>
  )
}
