import { Group, Stack, Text } from '@mantine/core'
import { createNotificationsStore, Notifications, type NotificationsStore } from '@mantine/notifications'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { NotificationBridge, type NotificationBridgeProps, NotificationInbox } from 'react-pusher-kit/mantine'
import { defineChannels, type } from 'react-pusher-kit/channels'
import { type MockScript, mockPusherOf, type ScriptStep } from 'react-pusher-kit/storybook'
import { expect, fn, screen, userEvent, waitFor, within } from 'storybook/test'
import { press } from '../press.ts'
import { channels } from '../channels.ts'

const channel = 'private-user-42'

function Page(props: Partial<NotificationBridgeProps>) {
  const [store] = useState<NotificationsStore>(createNotificationsStore)
  return (
    <Stack mih={420}>
      <Group justify="space-between" align="start" wrap="nowrap">
        <Text>Notifications of the channel {channel}</Text>
        <NotificationInbox />
      </Group>
      <Notifications store={store} position="bottom-right" />
      <NotificationBridge channel={channel} store={store} {...props} />
    </Stack>
  )
}

// All stories, in all tabs of the documentation, would be tabs of one app, of which only one shows toasts.
const frame = crypto.getRandomValues(new Uint32Array(2)).join('-')

const meta = {
  title: 'Components/NotificationBridge',
  component: Page,
  render: (args, { id }) => <Page {...args} tabScope={`${frame} ${id}`} />,
  parameters: { layout: 'padded', pusher: { channels } },
} satisfies Meta<typeof Page>

export default meta
type Story = StoryObj<typeof meta>

const task = (round: number) => ({ task_id: round, title: `Import customers, part ${round + 1}` })

/** A working day in ten seconds, in a loop: a running task, and other notifications. */
const workday: MockScript = {
  repeat: true,
  steps: [
    {
      after: 1000,
      channel,
      event: 'progress.updated',
      data: (round) => ({ ...task(round), status: 'queued' }),
    },
    ...[20, 45, 70].map((progress): ScriptStep => ({
      after: 1200,
      channel,
      event: 'progress.updated',
      data: (round) => ({ ...task(round), status: 'running', progress }),
    })),
    {
      after: 800,
      channel,
      event: 'notification',
      data: { title: 'Ana mentioned you', message: 'Could you have a look before Friday?' },
    },
    {
      after: 1200,
      channel,
      event: 'progress.updated',
      data: (round) => ({ ...task(round), status: 'done', url: `#part-${round + 1}` }),
    },
    {
      after: 2000,
      channel,
      event: 'content.generated',
      data: (round) => ({ content_id: round, title: `Quarterly report, page ${round + 1}`, url: '#report' }),
    },
    {
      after: 2000,
      channel,
      event: 'notification',
      data: { title: 'Almost full', message: '92 % are used.', type: 'warning' },
    },
  ],
}

export const Workday: Story = {
  parameters: { pusher: { script: workday } },
  play: async () => {
    await screen.findByText('Queued', undefined, { timeout: 30_000 })
    await screen.findByText('45 %', undefined, { timeout: 30_000 })
  },
}

/** A pointer over a toast keeps all toasts open, so that the page shows them permanently. */
const restOn = (toast: string) => userEvent.hover(screen.getByText(toast))

const bell = () => screen.getByRole('button', { name: /^Notifications/ })

export const Severities: Story = {
  play: async (context) => {
    const mock = mockPusherOf(context)
    await mock.subscribed(channel)
    mock.trigger(channel, 'notification', {
      title: 'Deployed',
      message: 'Version 4.2 is live.',
      type: 'success',
    })
    mock.trigger(channel, 'notification', {
      title: 'For your information',
      message: 'Maintenance on Sunday.',
    })
    mock.trigger(channel, 'notification', {
      title: 'Almost full',
      message: '92 % are used.',
      type: 'warning',
    })
    mock.trigger(channel, 'notification', {
      title: 'Payment failed',
      message: 'Card expired.',
      type: 'error',
    })
    await expect(await screen.findByRole('alert')).toHaveTextContent('Payment failed')
    await waitFor(() => expect(screen.getAllByRole('button', { name: 'Close notification' })).toHaveLength(4))
    await waitFor(() => expect(bell()).toHaveAccessibleName('Notifications, 4 unread'))
    await restOn('Deployed')
  },
}

/** One notification per task, updated in place. */
export const Task: Story = {
  play: async (context) => {
    const mock = mockPusherOf(context)
    await mock.subscribed(channel)
    const report = (fields: object) =>
      mock.trigger(channel, 'progress.updated', { task_id: 7, title: 'Import customers', ...fields })
    report({ status: 'queued' })
    await screen.findByText('Queued')
    report({ status: 'running', progress: 40 })
    await screen.findByText('40 %')
    await expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '40')
    report({ status: 'done', url: '/imports/7' })
    await expect(await screen.findByRole('link', { name: 'Open' })).toHaveAttribute('href', '/imports/7')
    await expect(screen.getAllByText('Import customers')).toHaveLength(1)
    await restOn('Import customers')
  },
}

/** A failed task can be retried; the notification stays, and shows the result. */
export const TaskFailed: Story = {
  args: { onTaskRetry: fn(() => Promise.resolve()) },
  play: async (context) => {
    const mock = mockPusherOf(context)
    await mock.subscribed(channel)
    const report = (fields: object) =>
      mock.trigger(channel, 'progress.updated', { task_id: 7, title: 'Import customers', ...fields })
    report({ status: 'running', progress: 60 })
    await screen.findByText('60 %')
    report({ status: 'failed', error: 'Row 1 204 has no e-mail address.' })
    const retry = await screen.findByRole('button', { name: 'Try again' })
    await press(retry)
    await expect(context.args.onTaskRetry).toHaveBeenCalledOnce()
    report({ status: 'queued' })
    await screen.findByText('Queued')
    report({ status: 'failed', error: 'Row 1 204 still has no e-mail address.' })
    await screen.findByRole('button', { name: 'Try again' })
    await expect(screen.getAllByText('Import customers')).toHaveLength(1)
  },
}

/** The server reports that a limit of the plan is nearly reached, and then that it is reached. */
export const UsageAlert: Story = {
  args: { channel: 'private-admin' },
  play: async (context) => {
    const mock = mockPusherOf(context)
    await mock.subscribed('private-admin')
    const alert = { kind: 'messages', limit: 200_000, plan: 'Sandbox', resetsAt: 1_795_996_800_000 }
    mock.trigger('private-admin', 'usage.alert', { ...alert, threshold: 80, used: 160_001, share: 0.8 })
    await screen.findByText('160,001 of 200,000, plan Sandbox')
    mock.trigger('private-admin', 'usage.alert', { ...alert, threshold: 100, used: 200_000, share: 1 })
    await expect(await screen.findByRole('alert')).toHaveTextContent('100 % of today’s messages are used')
    await restOn('160,001 of 200,000, plan Sandbox')
  },
}

/** With a percentage, or without a known duration. */
export const TasksRunning: Story = {
  play: async (context) => {
    const mock = mockPusherOf(context)
    await mock.subscribed(channel)
    const report = (title: string, fields: object) =>
      mock.trigger(channel, 'progress.updated', { task_id: title, title, ...fields })
    report('Import customers', { status: 'queued' })
    report('Export orders', { status: 'running', progress: 40 })
    report('Build index', { status: 'running' })
    report('Send letters', { status: 'cancelled' })
    await waitFor(() => expect(screen.getAllByRole('progressbar')).toHaveLength(3))
    await restOn('Send letters')
  },
}

/** The same notification again increases its count. */
export const Repeated: Story = {
  args: {
    map: { notification: () => ({ title: 'Disk almost full', message: 'node-3', dedupeKey: 'disk' }) },
  },
  play: async (context) => {
    const mock = mockPusherOf(context)
    await mock.subscribed(channel)
    for (let index = 0; index < 12; index += 1) mock.trigger(channel, 'notification', {})
    await screen.findByText('Disk almost full (12×)')
    await expect(screen.getAllByRole('button', { name: 'Close notification' })).toHaveLength(1)
    await restOn('node-3')
  },
}

const persisted = defineChannels({
  'private-user-{userId}': { events: { notification: type<object>() }, persist: true },
})

/** Notifications missed while the browser was offline: one summary, and each of them in the inbox, marked. */
export const MissedWhileAway: Story = {
  // The mock numbers what it publishes, and the provider knows that there is a history to ask.
  parameters: { pusher: { channels: persisted, provider: { channels: persisted } } },
  play: async (context) => {
    const mock = mockPusherOf(context)
    await mock.subscribed(channel)
    mock.trigger(channel, 'notification', { message: 'Build 40 passed.' })
    await screen.findByText('Build 40 passed.')
    // The history is known by then; what comes from here on is missed.
    await mock.settled()
    mock.offline()
    for (const message of ['Build 41 failed.', 'Build 42 failed.', 'Build 43 passed.']) {
      mock.trigger(channel, 'notification', { message })
    }
    await mock.settled()
    mock.online()
    await screen.findByText('3 notifications while you were away.', undefined, { timeout: 30_000 })
    await waitFor(() => expect(bell()).toHaveAccessibleName('Notifications, 4 unread'))
    await restOn('3 notifications while you were away.')
  },
}

/** More than five in three seconds: one summary counts the rest, and the inbox contains them all. */
export const Flood: Story = {
  play: async (context) => {
    const mock = mockPusherOf(context)
    await mock.subscribed(channel)
    for (let index = 1; index <= 500; index += 1) {
      mock.trigger(channel, 'notification', {
        title: `Build ${index}`,
        message: 'Finished.',
        type: 'success',
      })
    }
    await screen.findByText('496 notifications more.')
    await expect(screen.getAllByRole('button', { name: 'Close notification' }).length).toBeLessThanOrEqual(5)
    await waitFor(() => expect(bell()).toHaveAccessibleName('Notifications, 500 unread'))
    await press(screen.getByRole('button', { name: 'Show all' }))
    const panel = await screen.findByRole('dialog')
    await within(panel).findByText('Build 500')
  },
}

export const DoNotDisturb: Story = {
  args: { doNotDisturb: true },
  play: async (context) => {
    const mock = mockPusherOf(context)
    await mock.subscribed(channel)
    mock.trigger(channel, 'notification', { message: 'Quiet, please.' })
    await waitFor(() => expect(bell()).toHaveAccessibleName('Notifications, 1 unread'))
    await expect(screen.queryByRole('button', { name: 'Close notification' })).not.toBeInTheDocument()
  },
}

export const Refused: Story = {
  play: async (context) => {
    const mock = mockPusherOf(context)
    await mock.subscribed(channel)
    mock.drop({ code: 4001 })
    await expect(await screen.findByRole('alert')).toHaveTextContent(/does not know this app key/)
  },
}
