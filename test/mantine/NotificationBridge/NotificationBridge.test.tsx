import {
  cleanNotifications,
  createNotificationsStore,
  Notifications,
  type NotificationsStore,
  showNotification,
} from '@mantine/notifications'
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { Fragment, StrictMode } from 'react'
import { defineChannels, type } from 'react-pusher-kit/channels'
import { NotificationBridge, type NotificationBridgeProps, NotificationInbox } from 'react-pusher-kit/mantine'
import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { renderOnMantine } from '../on-mantine.tsx'

const channel = 'private-user-42'
const channels = defineChannels({
  'private-user-{userId}': {
    events: {
      notification: type<object>(),
      'progress.updated': type<object>(),
      'invoice.paid': type<object>(),
      odd: type<object>(),
    },
    persist: true,
  },
  'private-team-{teamId}': {
    events: { 'content.generated': type<object>(), 'progress.updated': type<object>() },
  },
  'private-school-{schoolId}': {
    events: {
      'session.started': type<object>(),
      'session.paused': type<object>(),
      'session.ended': type<object>(),
      'grade.changed': type<object>(),
      other: type<object>(),
    },
  },
})

let mock: MockPusher
let store: NotificationsStore
beforeEach(() => {
  mock = createMockPusher({ channels })
  store = createNotificationsStore()
})
afterEach(() => {
  // Also when a test ended before it could.
  vi.useRealTimers()
  mock.dispose()
})

async function show(props: Partial<NotificationBridgeProps> = {}, Mode: typeof Fragment = Fragment) {
  const result = renderOnMantine(
    <Mode>
      <Notifications store={store} transitionDuration={0} />
      <NotificationInbox {...(props.inbox ? { inbox: props.inbox } : {})} />
      <NotificationBridge channel={channel} store={store} {...props} />
    </Mode>,
    mock,
    { channels, onError: () => {} },
  )
  await act(() => mock.subscribed(channel))
  return result
}

const send = (event: string, data: object) => act(() => mock.trigger(channel, event, data))
const toasts = () => screen.queryAllByRole('button', { name: 'Close notification' })
const bell = () => screen.getByRole('button', { name: /^Notifications/ })

describe('NotificationBridge', () => {
  it('shows a notification as text, never as HTML', async () => {
    await show()
    send('notification', { title: 'Hi', message: '<img src=x onerror=alert(1)>' })
    expect(await screen.findByText('<img src=x onerror=alert(1)>')).toBeInTheDocument()
  })

  it('listens to several channels, and says that content is ready, with the way to it', async () => {
    const team = 'private-team-7'
    await show({ channel: [channel, team] })
    await act(() => mock.subscribed(team))
    send('notification', { message: 'Mine' })
    act(() => mock.trigger(team, 'content.generated', { title: 'Quarterly report', url: '/reports/7' }))
    expect(await screen.findByText('Mine')).toBeVisible()
    const toast = (await screen.findByText('Content is ready')).closest('[role="status"]') as HTMLElement
    expect(toast).toHaveTextContent('Quarterly report')
    expect(within(toast).getByRole('link', { name: 'Open' })).toHaveAttribute('href', '/reports/7')
    expect(bell()).toHaveAccessibleName('Notifications, 2 unread')
  })

  it('takes events by pattern: once, after maps of their own, and not where they are switched off', async () => {
    const own = 'private-school-7'
    const seen = vi.fn((_payload: unknown, { event }: { event: string }) => ({ message: `own ${event}` }))
    await show({
      channel: [channel, own],
      map: { 'session.paused': seen, 'grade.*': seen, 'session.ended': null },
    })
    await act(() => mock.subscribed(own))
    const publish = (event: string, data: object) => act(() => mock.trigger(own, event, data))
    publish('session.started', { title: 'Algebra' })
    publish('session.paused', {})
    publish('session.ended', { title: 'never' })
    publish('grade.changed', {})
    publish('other', { message: 'never' })
    expect(await screen.findByText('own grade.changed')).toBeVisible()
    expect(screen.getByText('Session started')).toBeVisible()
    expect(screen.getByText('own session.paused')).toBeVisible()
    expect(toasts()).toHaveLength(3)
    expect(seen).toHaveBeenCalledTimes(2)
    expect(bell()).toHaveAccessibleName('Notifications, 3 unread')
  })

  it('turns the progress of a task into its result', async () => {
    await show({ channel: [channel, 'private-team-7'] })
    await act(() => mock.subscribed('private-team-7'))
    const publish = (event: string, data: object) => act(() => mock.trigger('private-team-7', event, data))
    publish('progress.updated', { task_id: 't1', kind: 'lesson_plan', status: 'running', percent: 40 })
    expect(await screen.findByRole('progressbar', { name: 'Lesson plan' })).toBeVisible()
    publish('content.generated', {
      task_id: 't1',
      contentType: 'lesson_plan',
      title: 'Fractions',
      download_url: '/files/1.pdf',
    })
    const toast = (await screen.findByText('Lesson plan is ready')).closest('[role="status"]') as HTMLElement
    expect(within(toast).getByRole('link', { name: 'Download' })).toHaveAttribute('href', '/files/1.pdf')
    expect(screen.queryByRole('progressbar')).not.toBeInTheDocument()
    expect(toasts()).toHaveLength(1)
    expect(bell()).toHaveAccessibleName('Notifications, 1 unread')
  })

  it('gives every toast a border, which is all that sets it apart where colours are forced', async () => {
    await show()
    send('notification', { message: 'Hello' })
    expect((await screen.findByText('Hello')).closest('[data-with-border]')).toBeVisible()
  })

  it('shows it once in StrictMode', async () => {
    await show({}, StrictMode)
    send('notification', { message: 'once' })
    await screen.findByText('once')
    expect(toasts()).toHaveLength(1)
    expect(bell()).toHaveAccessibleName('Notifications, 1 unread')
  })

  it('speaks of errors as alerts and of the rest politely', async () => {
    await show()
    send('notification', { title: 'Saved', message: 'All good', type: 'success' })
    send('notification', { title: 'Broken', message: 'Not good', type: 'error' })
    expect(await screen.findByRole('alert')).toHaveTextContent('Broken')
    expect(screen.getByText('Saved').closest('[role="status"]')).toBeInTheDocument()
  })

  it('updates one notification per task in place, from queued to failed', async () => {
    await show()
    const report = (fields: object) => send('progress.updated', { task_id: 't1', title: 'Import', ...fields })
    report({ status: 'queued' })
    await screen.findByText('Queued')
    report({ status: 'running', progress: 40 })
    await screen.findByText('40 %')
    expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '40')
    report({ status: 'failed', error: 'disk full' })
    expect(await screen.findByRole('alert')).toHaveTextContent('Failed: disk full')
    expect(toasts()).toHaveLength(1)
    expect(bell()).toHaveAccessibleName('Notifications, 1 unread')
  })

  it('tries a failed task again on request, and stays for what the server says', async () => {
    let accept = () => {}
    const onTaskRetry = vi.fn(() => new Promise<void>((resolve) => (accept = resolve)))
    await show({ onTaskRetry })
    const report = (fields: object) => send('progress.updated', { task_id: 7, title: 'Import', ...fields })
    report({ status: 'failed', error: 'disk full' })
    const retry = await screen.findByRole('button', { name: 'Try again' })
    fireEvent.click(retry)
    fireEvent.click(retry)
    expect(onTaskRetry).toHaveBeenCalledOnce()
    expect(onTaskRetry).toHaveBeenCalledWith({
      id: '7',
      channel,
      payload: { task_id: 7, title: 'Import', status: 'failed', error: 'disk full' },
    })
    expect(retry).toHaveAttribute('aria-disabled', 'true')
    await act(async () => accept())
    expect(retry).toHaveAttribute('aria-disabled', 'false')
    report({ status: 'queued' })
    await screen.findByText('Queued')
    expect(screen.queryByRole('button', { name: 'Try again' })).not.toBeInTheDocument()
    expect(toasts()).toHaveLength(1)
  })

  it('tries a failed task again from the inbox, and reports that it could not', async () => {
    const onError = vi.fn()
    await show({ onError, doNotDisturb: true, onTaskRetry: () => Promise.reject(new Error('503')) })
    send('progress.updated', { task_id: 7, status: 'failed' })
    await waitFor(() => expect(bell()).toHaveAccessibleName('Notifications, 1 unread'))
    fireEvent.click(bell())
    const row = within(await screen.findByRole('article', { name: 'Task 7' }))
    fireEvent.click(row.getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(onError).toHaveBeenCalledWith(new Error('503')))
  })

  it('offers no retry where nothing can be retried', async () => {
    await show()
    send('progress.updated', { task_id: 't1', status: 'failed' })
    expect(await screen.findByRole('alert')).toHaveTextContent('Failed')
    expect(screen.queryByRole('button', { name: 'Try again' })).not.toBeInTheDocument()
  })

  it('says everything in the words it is given', async () => {
    await show({
      labels: {
        task: (id) => `Aufgabe ${id}`,
        percent: (percent) => `${percent} Prozent`,
        failed: 'Gescheitert',
        detail: (state, message) => `${state} (${message})`,
        retry: 'Nochmal',
        connectionFailed: 'Abgelehnt',
        advice: () => ({ problem: 'Falscher Schlüssel.', remedy: 'Prüfen.' }),
      },
      onTaskRetry: () => {},
    })
    send('progress.updated', { task_id: 7, progress: 12.4 })
    await screen.findByText('12 Prozent')
    expect(screen.getByText('Aufgabe 7')).toBeInTheDocument()
    send('progress.updated', { task_id: 7, status: 'failed', error: 'voll' })
    await screen.findByText('Gescheitert (voll)')
    expect(screen.getByRole('button', { name: 'Nochmal' })).toBeInTheDocument()
    act(() => mock.drop({ code: 4001 }))
    await screen.findByText('Falscher Schlüssel. Prüfen.')
  })

  it('leaves to a screen reader what stays, not every percent', async () => {
    await show()
    const text = (value: string) => screen.getByText(value)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    send('progress.updated', { task_id: 7, progress: 0 })
    await act(() => vi.advanceTimersByTimeAsync(200))
    expect(text('0 %')).not.toHaveAttribute('aria-hidden')
    for (let percent = 1; percent <= 50; percent += 1) {
      send('progress.updated', { task_id: 7, progress: percent })
      await act(() => vi.advanceTimersByTimeAsync(200))
      expect(text(`${percent} %`)).toHaveAttribute('aria-hidden', 'true')
    }
    await act(() => vi.advanceTimersByTimeAsync(1500))
    expect(text('50 %')).not.toHaveAttribute('aria-hidden')
    vi.useRealTimers()
  })

  it('takes a map of one’s own over the ready one, and null for nothing', async () => {
    await show({
      map: {
        notification: () => null,
        'invoice.paid': (payload) => ({ message: `Paid ${(payload as { total: number }).total}` }),
      },
    })
    send('notification', { message: 'never' })
    send('invoice.paid', { total: 12 })
    await screen.findByText('Paid 12')
    expect(screen.queryByText('never')).not.toBeInTheDocument()
  })

  it('reports a map that throws and a payload that does not fit, and shows nothing broken', async () => {
    const onError = vi.fn()
    await show({
      onError,
      map: {
        odd: () => {
          throw new RangeError('odd')
        },
      },
    })
    send('odd', {})
    send('notification', { nothing: 'useful' })
    await waitFor(() => expect(onError).toHaveBeenCalledTimes(2))
    expect(String(onError.mock.calls[1]?.[0])).toMatch(
      /Expected the payload of "notification" to have "message"/,
    )
    expect(toasts()).toHaveLength(0)
  })

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'http://',
  ])('drops the link %j, from a payload and from a map', async (href) => {
    await show({ map: { odd: () => ({ message: 'Mapped', action: { label: 'Open', href } }) } })
    send('odd', {})
    send('notification', { message: 'Sent', url: href })
    await screen.findByText('Mapped')
    await screen.findByText('Sent')
    expect(screen.queryByText('Open')).not.toBeInTheDocument()
  })

  it.each(['/a', 'a/b?c#d', '#here', '../up', '//cdn.example/x', 'https://x.y', 'mailto:a@b.c'])(
    'keeps the link %j',
    async (href) => {
      await show()
      send('notification', { message: 'Sent', url: href })
      expect(await screen.findByRole('link', { name: 'Open' })).toHaveAttribute('href', href)
    },
  )

  it.each([
    ['title', { title: { html: '<b>' } }],
    ['severity', { severity: 'critical' }],
    ['timestamp', { timestamp: Number.NaN }],
    ['progress', { progress: 'half' }],
    ['action', { action: { href: '/x' } }],
  ])('reports a map that answers an odd %s, and shows nothing', async (name, odd) => {
    const onError = vi.fn()
    await show({ onError, map: { odd: () => ({ message: 'm', ...odd }) as never } })
    send('odd', {})
    await waitFor(() => expect(onError).toHaveBeenCalledOnce())
    expect(String(onError.mock.calls[0]?.[0])).toContain(`"${name}"`)
    expect(toasts()).toHaveLength(0)
    expect(bell()).toHaveAccessibleName('Notifications')
  })

  it('counts the same key instead of stacking it', async () => {
    await show({
      map: { notification: () => ({ title: 'Disk full', message: 'node 3', dedupeKey: 'disk' }) },
    })
    for (let index = 0; index < 3; index += 1) send('notification', { index })
    await screen.findByText('Disk full (3×)')
    expect(toasts()).toHaveLength(1)
    expect(bell()).toHaveAccessibleName('Notifications, 1 unread')
  })

  it('shows at most five of a flood, counts the rest and keeps all in the inbox', async () => {
    await show()
    act(() => {
      for (let index = 1; index <= 300; index += 1) {
        mock.trigger(channel, 'notification', { message: `note ${index}` })
      }
    })
    await screen.findByText('296 notifications more.')
    expect(toasts()).toHaveLength(5)
    expect(store.getState().queue).toHaveLength(0)
    expect(bell()).toHaveAccessibleName('Notifications, 300 unread')
    fireEvent.click(screen.getByRole('button', { name: 'Show all' }))
    expect(within(await screen.findByRole('dialog')).getByText('Mark all as read')).toBeVisible()
    await waitFor(() => expect(toasts()).toHaveLength(0))
  })

  it('shares the screen with the app’s own notifications, and leaves Mantine’s queue empty', async () => {
    await show()
    act(() => {
      for (const id of ['a', 'b', 'c']) showNotification({ id, message: id, autoClose: false }, store)
      for (let index = 1; index <= 10; index += 1) {
        mock.trigger(channel, 'notification', { message: `note ${index}` })
      }
    })
    await screen.findByText('9 notifications more.')
    expect(store.getState().notifications).toHaveLength(5)
    expect(store.getState().queue).toHaveLength(0)
  })

  it('goes on after the app has cleaned the screen', async () => {
    await show({ burst: { count: 100, window: 1 } })
    for (let index = 1; index <= 5; index += 1) send('notification', { message: `note ${index}` })
    await screen.findByText('note 5')
    act(() => cleanNotifications(store))
    send('notification', { message: 'after' })
    expect(await screen.findByText('after')).toBeInTheDocument()
  })

  it.each([
    ['everything while not to be disturbed', { doNotDisturb: true }],
    ['muted events', { mute: ['notification'] }],
  ])('keeps %s for the inbox', async (_name, props) => {
    await show(props)
    send('notification', { message: 'later' })
    await waitFor(() => expect(bell()).toHaveAccessibleName('Notifications, 1 unread'))
    expect(toasts()).toHaveLength(0)
  })

  it('lets no toast close by itself while nobody looks', async () => {
    await show()
    send('notification', { message: 'five seconds' })
    await screen.findByText('five seconds')
    const closing = () => store.getState().notifications[0]?.autoClose
    expect(closing()).toBeGreaterThan(0)
    const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    act(() => void document.dispatchEvent(new Event('visibilitychange')))
    await waitFor(() => expect(closing()).toBe(false))
    visibility.mockReturnValue('visible')
    act(() => void document.dispatchEvent(new Event('visibilitychange')))
    await waitFor(() => expect(closing()).toBeGreaterThan(0))
    visibility.mockRestore()
  })

  it('says that the connection was refused for good, and connects again on request', async () => {
    await show()
    act(() => mock.drop({ code: 4001 }))
    expect(await screen.findByRole('alert')).toHaveTextContent('does not know this app key')
    fireEvent.click(screen.getByRole('button', { name: 'Reconnect' }))
    await waitFor(() => expect(mock.connections).toHaveLength(1))
  })

  it('keeps the number in the title when the app gives the page another one', async () => {
    document.title = 'App'
    await show({ withTitleBadge: true })
    send('notification', { message: 'one' })
    await waitFor(() => expect(document.title).toBe('(1) App'))
    document.title = 'Settings'
    await waitFor(() => expect(document.title).toBe('(1) Settings'))
  })

  it('puts the number of unread ones into the title, and takes it away again', async () => {
    document.title = 'App'
    const { unmount } = await show({ withTitleBadge: true })
    send('notification', { message: 'one' })
    await waitFor(() => expect(document.title).toBe('(1) App'))
    unmount()
    expect(document.title).toBe('App')
  })
})
