import { createNotificationsStore } from '@mantine/notifications'
import { act, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { usePusherConnection } from 'react-pusher-kit'
import {
  createNotificationInbox,
  type InboxStorage,
  NotificationBridge,
  NotificationInbox,
  type NotificationInboxStore,
} from 'react-pusher-kit/mantine'
import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inboxItem } from '../inbox-items.ts'
import { renderOnMantine } from '../on-mantine.tsx'

const channel = 'private-user-42'
let mock: MockPusher
let other: MockPusher
beforeEach(() => {
  mock = createMockPusher({ app: { key: 'first' } })
  other = createMockPusher({ app: { key: 'second' } })
})
afterEach(() => {
  mock.dispose()
  other.dispose()
})

const bell = () => screen.getByRole('button', { name: /^Notifications/ })

function State() {
  return <output>{usePusherConnection().state}</output>
}
const page = (inbox?: NotificationInboxStore) => (
  <>
    <NotificationInbox {...(inbox ? { inbox } : {})} />
    <NotificationBridge
      channel={channel}
      store={createNotificationsStore()}
      {...(inbox ? { inbox } : {})}
      withHistory={inbox !== undefined}
    />
    <State />
  </>
)

describe('NotificationInbox without an inbox of its own', () => {
  const mockOf = (key: string) => (key === 'first' ? mock : other)
  const provider = {
    fallbacks: [{ appKey: 'second' }],
    createClient: (key: string, options: object | undefined) =>
      mockOf(key).provider.createClient(key, options),
    fetch: (input: Request | string | URL, init?: RequestInit) => {
      const body = init?.body
      const backend = body instanceof URLSearchParams ? body.get('backend') : null
      return mockOf(backend ?? 'first').fetch(input, init)
    },
    onError: () => {},
  }

  it('keeps what it has when another backend takes over', async () => {
    renderOnMantine(page(), mock, provider)
    await act(() => mock.subscribed(channel))
    act(() => mock.trigger(channel, 'notification', { message: 'before' }))
    await waitFor(() => expect(bell()).toHaveAccessibleName('Notifications, 1 unread'))
    mock.network = { connect: { code: 4003 } }
    act(() => mock.drop({ code: 4003 }))
    await act(() => other.subscribed(channel))
    await screen.findByText('connected')
    act(() => other.trigger(channel, 'notification', { message: 'after' }))
    // The refusal is a notification, too.
    await waitFor(() => expect(bell()).toHaveAccessibleName('Notifications, 3 unread'))
  })

  it('keeps what it has when the connection is let go of and taken up again', async () => {
    const { rerender } = renderOnMantine(page(), mock)
    await act(() => mock.subscribed(channel))
    act(() => mock.trigger(channel, 'notification', { message: 'before' }))
    await waitFor(() => expect(bell()).toHaveAccessibleName('Notifications, 1 unread'))
    rerender(page(), { enabled: false })
    await waitFor(() => expect(mock.connections).toHaveLength(0))
    expect(bell()).toHaveAccessibleName('Notifications, 1 unread')
    rerender(page(), { enabled: true })
    await screen.findByText('connected')
    expect(bell()).toHaveAccessibleName('Notifications, 1 unread')
  })

  it('opens the panel of the bell that was pressed, and of no other on the page', async () => {
    renderOnMantine(
      <>
        <NotificationInbox data-testid="header" />
        <NotificationInbox data-testid="drawer" />
      </>,
      mock,
    )
    const drawer = within(screen.getByTestId('drawer')).getByRole('button')
    await userEvent.click(drawer)
    await screen.findByRole('dialog')
    expect(drawer).toHaveAttribute('aria-expanded', 'true')
    expect(within(screen.getByTestId('header')).getByRole('button')).toHaveAttribute('aria-expanded', 'false')
  })

  it('keeps the focus on "Mark all as read" once there is nothing left to mark', async () => {
    renderOnMantine(page(), mock)
    await act(() => mock.subscribed(channel))
    act(() => mock.trigger(channel, 'notification', { message: 'one' }))
    await userEvent.click(bell())
    const markAll = await screen.findByRole('button', { name: 'Mark all as read' })
    await userEvent.click(markAll)
    await waitFor(() => expect(markAll).toHaveAttribute('aria-disabled', 'true'))
    expect(markAll).toHaveFocus()
  })

  it('has what came today above what came before', async () => {
    const inbox = createNotificationInbox()
    const midnight = new Date().setHours(0, 0, 0, 0)
    inbox.add(inboxItem('late yesterday', { timestamp: midnight - 1 }))
    inbox.add(inboxItem('early today', { timestamp: midnight }))
    renderOnMantine(page(inbox), mock)
    await userEvent.click(bell())
    const list = within(await screen.findByRole('dialog')).getByRole('group', { name: 'Notifications' })
    const lines = [...list.querySelectorAll('h3, article')].map(
      (line) => line.getAttribute('aria-label') ?? line.textContent,
    )
    expect(lines).toEqual(['Today', 'early today', 'Earlier', 'late yesterday'])
  })

  it('marks as read what the chosen kind shows, and nothing that it hides', async () => {
    const inbox = createNotificationInbox()
    inbox.add(inboxItem('1', { kind: 'invoice.paid' }))
    inbox.add(inboxItem('2', { kind: 'build.done' }))
    renderOnMantine(page(inbox), mock)
    await userEvent.click(bell())
    await userEvent.click(await screen.findByRole('radio', { name: 'Invoice paid' }))
    const markAll = screen.getByRole('button', { name: 'Mark all as read' })
    await userEvent.click(markAll)
    await waitFor(() => expect(bell()).toHaveAccessibleName('Notifications, 1 unread'))
    expect(markAll).toHaveAttribute('aria-disabled', 'true')
    await userEvent.click(screen.getByRole('radio', { name: 'All' }))
    await userEvent.click(markAll)
    await waitFor(() => expect(bell()).toHaveAccessibleName('Notifications'))
  })

  it('keeps its chips in their order while notifications come and go', async () => {
    const inbox = createNotificationInbox()
    inbox.add(inboxItem('1', { kind: 'invoice.paid', title: 'First' }))
    inbox.add(inboxItem('2', { kind: 'build.done', title: 'Second' }))
    inbox.add(inboxItem('3', { kind: 'invoice.paid', title: 'Third' }))
    renderOnMantine(page(inbox), mock)
    await userEvent.click(bell())
    await screen.findByRole('radio', { name: 'All' })
    const chips = () =>
      screen.getAllByRole('radio').map((chip) => (chip as HTMLInputElement).labels?.[0]?.textContent)
    const order = ['All', 'Unread', 'Build done', 'Invoice paid']
    expect(chips()).toEqual(order)
    act(() => inbox.remove(['3']))
    expect(chips()).toEqual(order)
    act(() => inbox.add(inboxItem('4', { kind: 'build.done' })))
    expect(chips()).toEqual(order)
  })

  it('tells a screen reader what the icon and the bar show', async () => {
    renderOnMantine(page(), mock)
    await act(() => mock.subscribed(channel))
    act(() => mock.trigger(channel, 'notification', { title: 'Disk', message: 'full', type: 'error' }))
    await userEvent.click(bell())
    const row = await screen.findByRole('article', { name: 'Disk' })
    expect(row).toHaveAccessibleDescription('full Unread now')
    expect(within(row).getByText('Error')).toBeInTheDocument()
  })

  it('shows the next user nothing of the one before', async () => {
    const { rerender } = renderOnMantine(page(), mock, { sessionKey: 'ana' })
    await act(() => mock.subscribed(channel))
    act(() => mock.trigger(channel, 'notification', { message: 'for Ana' }))
    await waitFor(() => expect(bell()).toHaveAccessibleName('Notifications, 1 unread'))
    rerender(page(), { sessionKey: 'bruno' })
    await waitFor(() => expect(bell()).toHaveAccessibleName('Notifications'))
    await userEvent.click(bell())
    const panel = within(await screen.findByRole('dialog'))
    expect(panel.getByText('You are all caught up')).toBeVisible()
    expect(panel.queryByText('for Ana')).not.toBeInTheDocument()
  })
})

describe('NotificationInbox on a store that takes its time', () => {
  /** A store on a server, which answers when the test says so. */
  function slowStorage() {
    let answer: (stored: string | null) => void = () => {}
    let fail = () => {}
    const read = () =>
      new Promise<string | null>((resolve, reject) => {
        answer = resolve
        fail = () => reject(new Error('503'))
      })
    const storage: InboxStorage = { read, write: async () => {}, subscribe: () => () => {} }
    return { storage, answer: (stored: string | null) => answer(stored), fail: () => fail() }
  }
  const stored = JSON.stringify({ items: [inboxItem('1', { message: 'kept' })], fates: [] })

  it('shows that it is loading, then what was kept', async () => {
    const { storage, answer } = slowStorage()
    renderOnMantine(page(createNotificationInbox({ storage })), mock)
    await userEvent.click(bell())
    const panel = await screen.findByRole('dialog')
    expect(within(panel).getByText('Loading notifications')).toBeInTheDocument()
    expect(panel.querySelector('[aria-busy="true"]')).toBeInTheDocument()
    expect(within(panel).queryByText('You are all caught up')).not.toBeInTheDocument()
    await act(async () => answer(stored))
    await within(panel).findByText('kept')
    expect(within(panel).queryByText('Loading notifications')).not.toBeInTheDocument()
  })

  it('shows what comes live meanwhile, and keeps it beside what was kept', async () => {
    const { storage, answer } = slowStorage()
    renderOnMantine(page(createNotificationInbox({ storage })), mock)
    await act(() => mock.subscribed(channel))
    act(() => mock.trigger(channel, 'notification', { message: 'live' }))
    await waitFor(() => expect(bell()).toHaveAccessibleName('Notifications, 1 unread'))
    await act(async () => answer(stored))
    await waitFor(() => expect(bell()).toHaveAccessibleName('Notifications, 2 unread'))
  })

  it('says that it could not be loaded, and tries again on request', async () => {
    const { storage, answer, fail } = slowStorage()
    renderOnMantine(page(createNotificationInbox({ storage })), mock)
    await userEvent.click(bell())
    const panel = within(await screen.findByRole('dialog'))
    await act(async () => fail())
    expect(panel.getByRole('alert')).toHaveTextContent('Earlier notifications could not be loaded.')
    expect(panel.queryByText('You are all caught up')).not.toBeInTheDocument()
    await userEvent.click(panel.getByRole('button', { name: 'Try again' }))
    expect(panel.getByRole('button', { name: 'Try again' })).toHaveAttribute('aria-disabled', 'true')
    expect(panel.getByRole('button', { name: 'Try again' })).toHaveFocus()
    await act(async () => fail())
    expect(panel.getByRole('button', { name: 'Try again' })).toHaveAttribute('aria-disabled', 'false')
    await userEvent.click(panel.getByRole('button', { name: 'Try again' }))
    await act(async () => answer(stored))
    expect(await panel.findByText('kept')).toBeVisible()
    expect(panel.queryByRole('alert')).not.toBeInTheDocument()
  })

  it('says beside what came live that what was before is missing', async () => {
    const { storage, fail } = slowStorage()
    renderOnMantine(page(createNotificationInbox({ storage })), mock)
    await act(() => mock.subscribed(channel))
    await act(async () => fail())
    act(() => mock.trigger(channel, 'notification', { message: 'live' }))
    await userEvent.click(bell())
    const panel = within(await screen.findByRole('dialog'))
    expect(panel.getByText('live')).toBeVisible()
    expect(panel.getByRole('alert')).toBeVisible()
  })
})
