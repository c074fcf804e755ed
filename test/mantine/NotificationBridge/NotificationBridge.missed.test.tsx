import { createNotificationsStore, Notifications, type NotificationsStore } from '@mantine/notifications'
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { HistoryError, type PusherProviderProps } from 'react-pusher-kit'
import { defineChannels, type } from 'react-pusher-kit/channels'
import {
  createNotificationInbox,
  type InboxStorage,
  NotificationBridge,
  type NotificationBridgeProps,
  NotificationInbox,
} from 'react-pusher-kit/mantine'
import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { renderOnMantine } from '../on-mantine.tsx'

const channel = 'private-user-42'
const channels = defineChannels({
  'private-user-{userId}': { events: { notification: type<object>() }, persist: true },
})

let mock: MockPusher
let store: NotificationsStore
beforeEach(() => {
  mock = createMockPusher({ channels })
  store = createNotificationsStore()
})
afterEach(() => mock.dispose())

async function show(
  props: Partial<NotificationBridgeProps> = {},
  provider: Partial<PusherProviderProps> = {},
) {
  const result = renderOnMantine(
    <>
      <Notifications store={store} transitionDuration={0} />
      <NotificationInbox {...(props.inbox ? { inbox: props.inbox } : {})} />
      <NotificationBridge channel={channel} store={store} {...props} />
    </>,
    mock,
    { channels, onError: () => {}, ...provider },
  )
  await act(() => mock.subscribed(channel))
  return result
}

const send = (message: string) => act(() => mock.trigger(channel, 'notification', { message }))
const toasts = () => screen.queryAllByRole('button', { name: 'Close notification' })
const bell = () => screen.getByRole('button', { name: /^Notifications/ })
const unread = (count: number) =>
  waitFor(() => expect(bell()).toHaveAccessibleName(`Notifications, ${count} unread`), { timeout: 30_000 })

/** A history that answers 500 until the test says that it works. */
function failingHistory() {
  let answer = () => {}
  const answered = new Promise<void>((resolve) => (answer = resolve))
  const state = { works: false, answered }
  const fetch: typeof mock.fetch = async (input, init) => {
    const isHistory = new URL(new Request(input, init).url).pathname.endsWith('/events')
    if (!isHistory) return mock.fetch(input, init)
    if (!state.works) return new Response('no', { status: 500 })
    const response = await mock.fetch(input, init)
    answer()
    return response
  }
  const failures = vi.fn()
  const onError = (error: Error) => void (error instanceof HistoryError && failures())
  return { state, fetch, onError, failures }
}

/** Storage that lives as long as the test. */
function memory(value: string | null): InboxStorage {
  return {
    read: () => value,
    write: (next) => {
      value = next
    },
    subscribe: () => () => {},
  }
}

describe('NotificationBridge and what was missed', () => {
  it('brings what was missed while offline, marked as earlier, in one summary', async () => {
    await show()
    send('live')
    await screen.findByText('live')
    act(() => mock.offline())
    for (const message of ['one', 'two', 'three']) send(message)
    await act(() => mock.settled())
    act(() => mock.online())
    await screen.findByText('3 notifications while you were away.', undefined, { timeout: 30_000 })
    expect(toasts()).toHaveLength(2)
    fireEvent.click(screen.getByRole('button', { name: 'Show all' }))
    const panel = within(await screen.findByRole('dialog'))
    await waitFor(() => expect(panel.getAllByText('While you were away')).toHaveLength(3))
  })

  it('leaves what was missed where it is when it is told to', async () => {
    await show({ withHistory: false })
    act(() => mock.offline())
    send('missed')
    await act(() => mock.settled())
    act(() => mock.online())
    await waitFor(() => expect(mock.channel(channel).subscriptionCount).toBe(1), { timeout: 30_000 })
    send('live')
    await screen.findByText('live')
    expect(bell()).toHaveAccessibleName('Notifications, 1 unread')
  })

  it('does not repeat at the next visit what the inbox knows', async () => {
    const storage = memory(null)
    const first = await show({ inbox: createNotificationInbox({ storage }) })
    send('seen')
    await screen.findByText('seen')
    await waitFor(() => expect(storage.read()).toContain('seen'))
    first.unmount()
    mock.trigger(channel, 'notification', { message: 'missed' })

    await show({ inbox: createNotificationInbox({ storage }) })
    await screen.findByText('1 notification while you were away.')
    expect(bell()).toHaveAccessibleName('Notifications, 2 unread')
  })

  it('says nothing of what was there before the first visit, though it is known only later', async () => {
    for (const message of ['old', 'older']) mock.trigger(channel, 'notification', { message })
    const { state, fetch, onError, failures } = failingHistory()
    await show({}, { fetch, onError })
    await waitFor(() => expect(failures).toHaveBeenCalled())
    send('live')
    await unread(1)
    state.works = true
    await state.answered
    await act(() => mock.settled())
    act(() => mock.offline())
    send('missed')
    await act(() => mock.settled())
    act(() => mock.online())
    await screen.findByText('1 notification while you were away.', undefined, { timeout: 30_000 })
    await unread(2)
  }, 60_000)

  it('brings to who comes back what was missed, though the history can be read only later', async () => {
    const inbox = createNotificationInbox({
      storage: memory('{"items":[{"id":"x","message":"x","timestamp":1}]}'),
    })
    for (const message of ['one', 'two']) mock.trigger(channel, 'notification', { message })
    const { state, fetch, onError, failures } = failingHistory()
    await show({ inbox }, { fetch, onError })
    await waitFor(() => expect(failures).toHaveBeenCalled())
    for (const message of ['live', 'and live', 'and live again']) send(message)
    await unread(4)
    state.works = true
    await screen.findByText('2 notifications while you were away.', undefined, { timeout: 30_000 })
    await unread(6)
  }, 60_000)

  it('brings what was missed once a hole can be filled that could not be at first', async () => {
    const { state, fetch, onError, failures } = failingHistory()
    state.works = true
    await show({}, { fetch, onError })
    send('live')
    await unread(1)
    await act(() => mock.settled())
    state.works = false
    act(() => mock.offline())
    for (const message of ['one', 'two']) send(message)
    await act(() => mock.settled())
    act(() => mock.online())
    await waitFor(() => expect(mock.channel(channel).subscriptionCount).toBe(1), { timeout: 30_000 })
    for (const message of ['live', 'and live', 'and live again']) send(message)
    await unread(4)
    await waitFor(() => expect(failures).toHaveBeenCalled(), { timeout: 30_000 })
    state.works = true
    await screen.findByText('2 notifications while you were away.', undefined, { timeout: 30_000 })
    await unread(6)
  }, 60_000)

  it('comes through a storm of reconnections with each of them once', async () => {
    await show()
    send('live 0')
    await unread(1)
    await act(() => mock.settled())
    for (let storm = 1; storm <= 8; storm += 1) {
      act(() => mock.drop())
      send(`missed ${storm}`)
      await waitFor(() => expect(mock.channel(channel).subscriptionCount).toBe(1), { timeout: 30_000 })
      send(`live ${storm}`)
    }
    await unread(17)
    fireEvent.click(bell())
    const panel = within(await screen.findByRole('dialog'))
    for (let storm = 1; storm <= 8; storm += 1) {
      expect(panel.getAllByText(`missed ${storm}`)).toHaveLength(1)
      expect(panel.getAllByText(`live ${storm}`)).toHaveLength(1)
    }
    await act(() => mock.settled())
    expect(panel.getAllByRole('article')).toHaveLength(17)
  }, 60_000)
})
