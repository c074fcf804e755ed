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
import { inboxItem } from './inbox-items.ts'
import { renderOnMantine } from './on-mantine.tsx'

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
    const promise = new Promise<string | null>((resolve, reject) => {
      answer = resolve
      fail = () => reject(new Error('503'))
    })
    const storage: InboxStorage = { read: () => promise, write: async () => {}, subscribe: () => () => {} }
    return { storage, answer, fail }
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

  it('is empty when the answer is an error', async () => {
    const { storage, fail } = slowStorage()
    renderOnMantine(page(createNotificationInbox({ storage })), mock)
    await userEvent.click(bell())
    await act(async () => fail())
    expect(await screen.findByText('You are all caught up')).toBeVisible()
  })
})
