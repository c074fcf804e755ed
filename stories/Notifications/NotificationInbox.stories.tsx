import { Button, Group, Text } from '@mantine/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { PusherProvider } from 'react-pusher-kit'
import {
  createNotificationInbox,
  type InboxItem,
  NotificationBridge,
  NotificationInbox,
} from 'react-pusher-kit/mantine'
import type { MockPusher } from 'react-pusher-kit/mock'
import { mockPusherOf } from 'react-pusher-kit/storybook'
import { expect, fn, screen, userEvent, waitFor, within } from 'storybook/test'
import { forgetInboxes } from '../../test/run/forget-inboxes.ts'
import { press } from '../press.ts'
import { documented, notShown } from '../docs-blocks/documented.ts'

const minute = 60_000
const hour = 60 * minute

const base: InboxItem = {
  id: '',
  kind: 'notification',
  channel: 'private-user-42',
  title: null,
  message: '',
  severity: 'info',
  timestamp: 0,
  read: false,
  count: 1,
  earlier: false,
  link: null,
}

function items(): InboxItem[] {
  const now = Date.now()
  return [
    {
      ...base,
      id: 'a',
      title: 'Ana mentioned you',
      message: 'Could you have a look at the new onboarding before Friday?',
      timestamp: now - 2 * minute,
      link: { label: 'Open comment', href: '#comment' },
    },
    {
      ...base,
      id: 'b',
      kind: 'content.generated',
      title: 'Content is ready',
      message: 'Quarterly report, 14 pages',
      severity: 'success',
      timestamp: now - 25 * minute,
      link: { label: 'Open', href: '#report' },
    },
    {
      ...base,
      id: 'c',
      kind: 'progress.updated',
      title: 'Import customers.csv',
      message: 'Failed: row 1 204 has no e-mail address',
      severity: 'error',
      timestamp: now - 40 * minute,
    },
    {
      ...base,
      id: 'd',
      title: 'Storage almost full',
      message: '92 % of 10 GB are used.',
      severity: 'warning',
      timestamp: now - 30 * hour,
      read: true,
      count: 3,
      earlier: true,
    },
    { ...base, id: 'e', message: 'Your export was downloaded.', timestamp: now - 50 * hour, read: true },
  ]
}

/** An inbox of this story alone. */
function inboxWith(content: readonly InboxItem[]) {
  const inbox = createNotificationInbox()
  for (const item of content) inbox.add(item)
  return inbox
}

const many = Array.from({ length: 5000 }, (_, index): InboxItem => ({
  ...base,
  id: `many-${index}`,
  title: `Build ${5000 - index} finished`,
  message: index % 7 === 0 ? 'Two checks failed.' : 'All checks passed.',
  severity: index % 7 === 0 ? 'error' : 'success',
  timestamp: Date.now() - index * minute,
  read: index > 120,
}))

const meta = {
  title: 'Components/NotificationInbox',
  component: NotificationInbox,
  parameters: { layout: 'padded' },
  args: { ms: 'auto', mih: 440 },
  argTypes: { ms: notShown, mih: notShown },
} satisfies Meta<typeof NotificationInbox>

export default meta
type Story = StoryObj<typeof meta>

const open: Story['play'] = async ({ canvas }) => {
  await press(canvas.getByRole('button', { name: /notifications/i }))
  const panel = await screen.findByRole('dialog')
  await waitFor(() => expect(panel).toBeVisible())
}

/** Change the props in the controls. */
export const Configurator: Story = {
  args: { inbox: inboxWith(items()), maxCount: 99 },
  argTypes: documented('NotificationInbox', {
    inbox: { control: false },
    maxCount: { control: { type: 'number', min: 1 } },
  }),
}

export const Closed: Story = {
  args: { inbox: inboxWith(items()) },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'Notifications, 3 unread' })).toBeVisible()
  },
}

export const Open: Story = { args: { inbox: inboxWith(items()) }, play: open }

export const Empty: Story = { args: { inbox: inboxWith([]), mih: 260 }, play: open }

/** A storage on a server that has not responded yet. */
export const Loading: Story = {
  args: {
    mih: 340,
    inbox: createNotificationInbox({
      storage: { read: () => new Promise(() => {}), write: async () => {}, subscribe: () => () => {} },
    }),
  },
  play: async (context) => {
    await open(context)
    const panel = await screen.findByRole('dialog')
    await expect(within(panel).getByText('Loading notifications')).toBeInTheDocument()
    await expect(within(panel).queryByText('You are all caught up')).not.toBeInTheDocument()
  },
}

/** A storage that always fails: the inbox shows it, and retries automatically and on request. */
const failing = () =>
  createNotificationInbox({
    storage: {
      read: () => Promise.reject(new Error('503')),
      write: async () => {},
      subscribe: () => () => {},
    },
    onError: () => {},
  })

export const FailedToLoad: Story = {
  args: { inbox: failing(), mih: 260 },
  play: async (context) => {
    await open(context)
    const panel = within(await screen.findByRole('dialog'))
    await press(await panel.findByRole('button', { name: 'Try again' }))
    await expect(panel.getByRole('alert')).toHaveTextContent('could not be loaded')
  },
}

const withLive = failing()
for (const item of items().slice(0, 2)) withLive.add(item)

/** New notifications are shown, older ones are missing. */
export const FailedWithNewer: Story = { args: { inbox: withLive }, play: open }

/** A notification can offer an action; it is kept until the page closes. */
export const WithAction: Story = {
  args: {
    inbox: inboxWith([
      {
        ...base,
        id: 'import',
        kind: 'progress.updated',
        title: 'Import customers',
        message: 'Failed: disk full',
        severity: 'error',
        timestamp: Date.now() - minute,
        action: { label: 'Try again', onClick: fn() },
      },
    ]),
  },
  play: async (context) => {
    await open(context)
    await press(await screen.findByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(context.canvas.getByRole('button')).toHaveAccessibleName('Notifications'))
  },
}

/** Arrows, Home, End, Delete, `r` and Enter; Escape returns the focus to the bell. */
export const Keyboard: Story = {
  render: (args) => <NotificationInbox {...args} inbox={keyed} />,
  play: async ({ canvas }) => {
    const bell = canvas.getByRole('button')
    bell.focus()
    await userEvent.keyboard('{Enter}')
    const list = within(await screen.findByRole('dialog')).getByRole('group', { name: 'Notifications' })
    list.focus()
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
    await expect(screen.getByRole('article', { name: 'Content is ready' })).toHaveFocus()
    await userEvent.keyboard('r{End}{ArrowUp}{Delete}')
    await waitFor(() => expect(screen.queryByText('Storage almost full')).not.toBeInTheDocument())
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(bell).toHaveFocus())
    await expect(bell).toHaveAccessibleName('Notifications, 2 unread')
    await userEvent.keyboard('{Enter}')
  },
}
const keyed = inboxWith(items())

export const LongAndRightToLeft: Story = {
  args: {
    inbox: inboxWith([
      {
        ...base,
        id: 'long',
        title: 'Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschafers',
        message: 'https://example.com/a/very/long/path/that/goes/on/and/on/and/has/no/place/to/break/at/all',
        timestamp: Date.now(),
        count: 1204,
        earlier: true,
        link: { label: 'Open the report of last quarter', href: '#report' },
      },
      { ...base, id: 'rtl', title: 'دانا ذكرتك', message: 'هل يمكنك إلقاء نظرة؟ 👀', timestamp: Date.now() },
    ]),
  },
  play: open,
}

export const ManyUnread: Story = { args: { inbox: inboxWith(many), maxCount: 99 }, play: open }

export const FilterByKind: Story = {
  args: { inbox: inboxWith(items()) },
  play: async (context) => {
    await open(context)
    const panel = within(await screen.findByRole('dialog'))
    await press(panel.getByRole('radio', { name: 'Content generated' }), '[Space]')
    await waitFor(() => expect(panel.getAllByRole('article')).toHaveLength(1))
    await press(panel.getByRole('radio', { name: 'All' }), '[Space]')
  },
}

/** A kind is selected: "Mark all as read" applies to the visible notifications. */
export const OneKind: Story = {
  args: { mih: 300 },
  render: (args) => <NotificationInbox {...args} inbox={oneKind} />,
  play: async (context) => {
    await open(context)
    const panel = within(await screen.findByRole('dialog'))
    await press(panel.getByRole('radio', { name: 'Content generated' }), '[Space]')
    await press(panel.getByRole('button', { name: 'Mark all as read' }))
    await waitFor(() =>
      expect(context.canvas.getByRole('button')).toHaveAccessibleName('Notifications, 2 unread'),
    )
  },
}
const oneKind = inboxWith(items())

/** No notification matches the filter. */
export const NothingUnread: Story = {
  args: { inbox: inboxWith(items().slice(3)), mih: 260 },
  play: async (context) => {
    await open(context)
    const panel = within(await screen.findByRole('dialog'))
    await press(panel.getByRole('radio', { name: 'Unread' }), '[Space]')
    await panel.findByText('Nothing here for this filter.')
  },
}

/** A removal can be undone while the panel is open. */
export const Removed: Story = {
  render: (args) => <NotificationInbox {...args} inbox={removed} />,
  play: async (context) => {
    await open(context)
    const panel = within(await screen.findByRole('dialog'))
    const [first] = panel.getAllByRole('button', { name: 'Remove' })
    await press(first as HTMLElement)
    await panel.findByText('Notification removed')
    await expect(panel.getByRole('button', { name: 'Undo' })).toBeVisible()
  },
}
const removed = inboxWith(items())

export const RemoveAndUndo: Story = {
  render: (args) => <NotificationInbox {...args} inbox={undo} />,
  play: async (context) => {
    await open(context)
    const panel = within(await screen.findByRole('dialog'))
    const [first] = panel.getAllByRole('button', { name: 'Remove' })
    await press(first as HTMLElement)
    await waitFor(() => expect(panel.queryByText('Ana mentioned you')).not.toBeInTheDocument())
    await press(panel.getByRole('button', { name: 'Undo' }))
    await panel.findByText('Ana mentioned you')
  },
}
const undo = inboxWith(items())

export const MarkAllRead: Story = {
  render: (args) => <NotificationInbox {...args} inbox={allRead} />,
  play: async (context) => {
    await open(context)
    const markAll = await screen.findByRole('button', { name: 'Mark all as read' })
    await press(markAll)
    await waitFor(() => expect(markAll).toHaveAttribute('aria-disabled', 'true'))
    await expect(markAll).toHaveFocus()
  },
}
const allRead = inboxWith(items())

/** Every visit has a provider of its own, as every load of a page has. */
function Visits({ mock }: { mock: MockPusher }) {
  const [visit, setVisit] = useState(1)
  return (
    <Group>
      <PusherProvider key={visit} {...mock.provider}>
        <NotificationInbox />
        <NotificationBridge channel={visitor} doNotDisturb persist />
      </PusherProvider>
      <Button onClick={() => setVisit(visit + 1)}>Reload</Button>
      <Text>Visit {visit}</Text>
    </Group>
  )
}
const visitor = 'private-user-ana'

/** Notifications from before the reload are still there. */
export const KeptOverAReload: Story = {
  beforeEach: forgetInboxes,
  render: (_args, context) => <Visits mock={mockPusherOf(context)} />,
  play: async (context) => {
    const { canvas } = context
    const mock = mockPusherOf(context)
    await mock.subscribed(visitor)
    mock.trigger(visitor, 'notification', { title: 'Ana mentioned you', message: 'Could you have a look?' })
    await canvas.findByRole('button', { name: 'Notifications, 1 unread' })
    await press(canvas.getByRole('button', { name: 'Reload' }))
    await canvas.findByText('Visit 2')
    await press(await canvas.findByRole('button', { name: 'Notifications, 1 unread' }))
    await screen.findByText('Could you have a look?')
  },
}
