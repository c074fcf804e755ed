import type { Meta, StoryObj } from '@storybook/react-vite'
import { createNotificationInbox, type InboxItem, NotificationInbox } from 'react-pusher-kit/mantine'
import { expect, screen, userEvent, waitFor, within } from 'storybook/test'

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
  message: index % 3 === 0 ? 'All checks passed.' : 'Two checks were skipped.',
  severity: index % 7 === 0 ? 'error' : 'success',
  timestamp: Date.now() - index * minute,
  read: index > 120,
}))

const meta = {
  title: 'Components/NotificationInbox',
  component: NotificationInbox,
  parameters: { layout: 'padded' },
  args: { ms: 'auto', mih: 440 },
} satisfies Meta<typeof NotificationInbox>

export default meta
type Story = StoryObj<typeof meta>

const open: Story['play'] = async ({ canvas }) => {
  await userEvent.click(canvas.getByRole('button', { name: /notifications/i }))
  const panel = await screen.findByRole('dialog')
  await waitFor(() => expect(panel).toBeVisible())
}

/** Play with every prop in the controls. */
export const Configurator: Story = { args: { inbox: inboxWith(items()) } }

export const Closed: Story = {
  args: { inbox: inboxWith(items()) },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'Notifications, 3 unread' })).toBeVisible()
  },
}

export const Open: Story = { args: { inbox: inboxWith(items()) }, play: open }

export const Empty: Story = { args: { inbox: inboxWith([]) }, play: open }

/** A store on a server that has not answered yet. */
export const Loading: Story = {
  args: {
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

export const ManyUnread: Story = { args: { inbox: inboxWith(many), maxCount: 99 }, play: open }

export const FilterByKind: Story = {
  args: { inbox: inboxWith(items()) },
  play: async (context) => {
    await open(context)
    const panel = within(await screen.findByRole('dialog'))
    await userEvent.click(panel.getByRole('radio', { name: 'Content generated' }))
    await waitFor(() => expect(panel.getAllByRole('article')).toHaveLength(1))
    await userEvent.click(panel.getByRole('radio', { name: 'All' }))
  },
}

export const RemoveAndUndo: Story = {
  render: (args) => <NotificationInbox {...args} inbox={undo} />,
  play: async (context) => {
    await open(context)
    const panel = within(await screen.findByRole('dialog'))
    const [first] = panel.getAllByRole('button', { name: 'Remove' })
    await userEvent.click(first as HTMLElement)
    await waitFor(() => expect(panel.queryByText('Ana mentioned you')).not.toBeInTheDocument())
    await userEvent.click(panel.getByRole('button', { name: 'Undo' }))
    await panel.findByText('Ana mentioned you')
  },
}
const undo = inboxWith(items())

export const MarkAllRead: Story = {
  render: (args) => <NotificationInbox {...args} inbox={allRead} />,
  play: async (context) => {
    await open(context)
    const markAll = await screen.findByRole('button', { name: 'Mark all as read' })
    await userEvent.click(markAll)
    await waitFor(() => expect(markAll).toBeDisabled())
  },
}
const allRead = inboxWith(items())
