import { Box } from '@mantine/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { type RunEvent, RunStatus } from 'react-pusher-kit/mantine'
import { type MockScript, mockPusherOf, type ScriptStep } from 'react-pusher-kit/storybook'
import { expect, fn, userEvent, waitFor } from 'storybook/test'
import { press } from '../press.ts'
import { documented, notShown } from '../docs-blocks/documented.ts'
import { channels } from '../channels.ts'

const start = Date.now() - 95_000

function events(
  thread: string,
  ...steps: [type: string, status: string | null, after: number, message?: string][]
) {
  return steps.map(([name, status, after, message], index): RunEvent => ({
    thread,
    type: name,
    status,
    checkpoint: index === 0 ? null : `cp-${index}`,
    message: message ?? null,
    timestamp: start + after * 1000,
  }))
}

const running = events(
  'onboarding-8f2',
  ['run_started', 'running', 0],
  ['node_fetch_profile', 'completed', 4],
  ['node_draft_email', 'completed', 21],
  ['node_review', 'running', 60],
)
const succeeded = events(
  'report-2207',
  ['run_started', 'running', -300],
  ['node_query', 'completed', -290],
  ['run_finished', 'completed', -240],
)
const failed = events(
  'import-17',
  ['run_started', 'running', -700],
  ['node_parse', 'failed', -690, 'Row 1 204 has no e-mail address'],
)
const waiting = events('export-3', ['run_queued', 'queued', 80])
const odd = events('legacy-1', ['something.new_happened', 'rehydrated', -900])
const long = events(
  'crawl-5',
  ...Array.from({ length: 24 }, (_, index): [string, string, number] => [
    `page_${index + 1}`,
    'completed',
    index,
  ]),
)

const meta = {
  title: 'Components/RunStatus',
  component: RunStatus,
  args: { onOpenLog: fn(), maw: 560 },
  argTypes: { maw: notShown },
  parameters: { layout: 'padded', pusher: { channels } },
} satisfies Meta<typeof RunStatus>

export default meta
type Story = StoryObj<typeof meta>

/** Change the props in the controls. */
export const Configurator: Story = {
  args: { events: [...failed, ...succeeded, ...running], maxSteps: 5 },
  argTypes: documented('RunStatus', {
    events: { control: false },
    maxSteps: { control: { type: 'range', min: 1, max: 12 } },
    onOpenLog: { control: false },
  }),
}

export const Running: Story = { args: { events: running } }
export const Succeeded: Story = { args: { events: succeeded } }
export const Failed: Story = { args: { events: failed } }
export const Waiting: Story = { args: { events: waiting } }
/** Unknown event types and statuses are shown as received. */
export const Unknown: Story = { args: { events: odd } }
export const Empty: Story = { args: { events: [] } }

export const ManySteps: Story = {
  args: { events: long },
  play: async ({ canvas }) => {
    await expect(canvas.getAllByRole('listitem')).toHaveLength(5)
    await press(canvas.getByRole('button', { name: '19 earlier steps' }))
    await expect(canvas.getAllByRole('listitem')).toHaveLength(24)
    await press(canvas.getByRole('button', { name: 'Show fewer steps' }))
  },
}

export const ManyRuns: Story = {
  args: { events: [...odd, ...failed, ...succeeded, ...running, ...waiting] },
  play: async ({ canvas, args }) => {
    const [openLog] = canvas.getAllByRole('button', { name: 'Open log' })
    await press(openLog as HTMLElement)
    await expect(args.onOpenLog).toHaveBeenCalledWith('export-3')
  },
}

const step = (after: number, event_type: string, status: string): ScriptStep => ({
  after,
  channel: 'admin',
  event: 'admin_event',
  data: (round) => ({
    type: 'run_event',
    data: {
      thread_id: `build-${round + 1}`,
      event_type,
      status,
      checkpoint_id: `${event_type}-${round + 1}`,
    },
  }),
})

/** One build after another, each twelve seconds long. */
const builds: MockScript = {
  repeat: true,
  steps: [
    step(600, 'run_queued', 'queued'),
    step(1500, 'run_started', 'running'),
    step(1800, 'node_install', 'completed'),
    step(2600, 'node_test', 'running'),
    step(3200, 'node_publish', 'completed'),
    step(1500, 'run_finished', 'completed'),
  ],
}

export const Builds: Story = {
  parameters: { pusher: { script: builds } },
  play: async ({ canvas }) => {
    const run = await canvas.findByRole('article', { name: 'build-1' }, { timeout: 30_000 })
    await waitFor(() => expect(run).toHaveAttribute('data-phase', 'running'), { timeout: 30_000 })
  },
}

/** A thread that ran twice. With a single thread there is no filter. */
export const OneThread: Story = {
  args: {
    thread: 'report-2207',
    events: [
      ...succeeded,
      ...events('report-2207', ['run_started', 'running', -60], ['run_finished', 'failed', -30, 'Timed out']),
    ],
  },
  play: async ({ canvas }) => {
    await expect(canvas.getAllByRole('article', { name: 'report-2207' })).toHaveLength(2)
    await expect(canvas.queryByRole('combobox')).not.toBeInTheDocument()
  },
}

export const FilterByThread: Story = {
  args: { events: [...failed, ...succeeded, ...running] },
  play: async ({ canvas }) => {
    await press(canvas.getByRole('combobox', { name: 'Thread' }))
    await userEvent.keyboard('imp{ArrowDown}{Enter}')
    await waitFor(() => expect(canvas.getAllByRole('article')).toHaveLength(1))
    await expect(canvas.getByRole('article')).toHaveAccessibleName('import-17')
  },
}

/** Very long names and words. */
export const LongNames: Story = {
  args: {
    maw: 340,
    events: events(
      'a-thread-whose-name-goes-on-and-on-and-on-and-on-and-on',
      ['node_with_a_name_that_is_longer_than_any_line_that_there_is', 'rehydrated-after-a-long-time', 0],
      ['run_failed', 'failed', 4000, 'https://example.com/a/path/without/a/place/to/break/at/all/whatsoever'],
    ),
  },
}

export const Loading: Story = {
  parameters: { pusher: { latency: 60_000 } },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Loading runs')).toBeInTheDocument()
  },
}

const started = (mock: ReturnType<typeof mockPusherOf>) =>
  mock.trigger('admin', 'admin_event', {
    type: 'run_event',
    data: { thread_id: 'build-9', event_type: 'run_started', status: 'running' },
  })

/** The runs stay in place. A notice on their upper edge shows that newer events are missing. */
export const Reconnecting: Story = {
  // The notice is half above the runs, and needs this space where the story scrolls.
  decorators: [
    (Story) => (
      <Box pt="sm">
        <Story />
      </Box>
    ),
  ],
  parameters: { pusher: { setup: started } },
  play: async (context) => {
    const run = await context.canvas.findByRole('article', { name: 'build-9' })
    const place = () => run.getBoundingClientRect().top - context.canvasElement.getBoundingClientRect().top
    const before = place()
    mockPusherOf(context).outage()
    await context.canvas.findByText(/newer events are missing/, { selector: 'div > span' })
    await expect(place()).toBeCloseTo(before)
  },
}

export const HistoryFailed: Story = {
  parameters: {
    pusher: {
      provider: { fetch: () => Promise.resolve(new Response('no', { status: 500 })), onError: () => {} },
    },
  },
  play: async ({ canvas }) => {
    await canvas.findByRole('button', { name: 'Try again' })
  },
}

/** History first, then live, on the mock. */
export const Lively: Story = {
  parameters: {
    pusher: {
      setup: started,
    },
  },
  play: async (context) => {
    const mock = mockPusherOf(context)
    await context.canvas.findByRole('article', { name: 'build-9' })
    mock.trigger('admin', 'admin_event', {
      type: 'run_event',
      data: {
        thread_id: 'build-9',
        event_type: 'run_finished',
        checkpoint_id: 'cp-1',
        status: 'completed',
      },
    })
    const run = context.canvas.getByRole('article', { name: 'build-9' })
    await waitFor(() => expect(run).toHaveAttribute('data-phase', 'succeeded'))
  },
}
