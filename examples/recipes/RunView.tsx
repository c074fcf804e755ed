import { Alert, Group, SimpleGrid, Stack, Title } from '@mantine/core'
import { usePusherChannel } from 'react-pusher-kit'
import { defineChannels } from 'react-pusher-kit/channels'
import { ConnectionBadge, LogViewer, RunStatus } from 'react-pusher-kit/mantine'
import { z } from 'zod'

export const runChannels = defineChannels({
  'private-logs': {
    events: { log: z.object({ text: z.string(), thread_id: z.string(), level: z.string().optional() }) },
    persist: true,
    batch: { windowMs: 100, maxBytes: 8192 },
  },
  'private-admin': {
    events: {
      admin_event: z.object({
        type: z.literal('run_event'),
        data: z.object({
          thread_id: z.string(),
          event_type: z.string(),
          checkpoint_id: z.string().nullish(),
          status: z.string(),
          message: z.string().optional(),
        }),
      }),
    },
    persist: true,
  },
})

interface RunViewProps {
  /** The `thread_id` of the run, on both channels. */
  thread: string
}

/** One workflow run for an admin: its steps and its log. Both read the history first. */
export function RunView({ thread }: RunViewProps) {
  const { status } = usePusherChannel('private-admin')
  if (status === 'error') return <Alert color="red">Only admins see runs.</Alert>

  return (
    <Stack>
      <Group justify="space-between">
        <Title order={3}>{thread}</Title>
        <ConnectionBadge />
      </Group>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <RunStatus channel="private-admin" thread={thread} />
        {/* Each run starts with its own filter; the reader can remove it to see other runs. */}
        <LogViewer
          key={thread}
          channel="private-logs"
          event="log"
          defaultQuery={{ threads: [thread] }}
          height={420}
        />
      </SimpleGrid>
    </Stack>
  )
}
