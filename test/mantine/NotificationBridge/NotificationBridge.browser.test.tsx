import { MantineProvider } from '@mantine/core'
import { createNotificationsStore, Notifications } from '@mantine/notifications'
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { StrictMode } from 'react'
import { PusherProvider } from 'react-pusher-kit'
import { NotificationBridge, NotificationInbox, useNotificationPermission } from 'react-pusher-kit/mantine'
import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest'

const channel = 'private-user-42'
const storm = inject('storm')
let mock: MockPusher
beforeEach(() => {
  mock = createMockPusher()
})
afterEach(() => {
  cleanup()
  mock.dispose()
})

function Page({ children }: { children?: React.ReactNode }) {
  const store = createNotificationsStore()
  return (
    <MantineProvider>
      <PusherProvider {...mock.provider}>
        <Notifications store={store} />
        <NotificationInbox />
        <NotificationBridge channel={channel} store={store} withBrowserNotifications />
        {children}
      </PusherProvider>
    </MantineProvider>
  )
}

/** A desktop that asks nobody and shows nothing, in place of the page's own global: engines differ in their default. */
function desktop(initial: NotificationPermission = 'default') {
  const real = window.Notification
  const shown: DesktopNotification[] = []
  class DesktopNotification extends EventTarget {
    static permission = initial
    static requestPermission() {
      DesktopNotification.permission = 'granted'
      return Promise.resolve(DesktopNotification.permission)
    }
    readonly title: string
    readonly body: string | undefined
    readonly tag: string | undefined
    constructor(title: string, { body, tag }: NotificationOptions = {}) {
      super()
      this.title = title
      this.body = body
      this.tag = tag
      shown.push(this)
    }
  }
  Object.assign(window, { Notification: DesktopNotification })
  return { shown, restore: () => void Object.assign(window, { Notification: real }) }
}

/** What stands on the screen, a text each. */
const toasts = () =>
  [...document.querySelectorAll('.mantine-Notification-root')].map((toast) => toast.textContent)

describe('the events of the server, as toasts', () => {
  // The payloads that createTask and publish send: test/across-rooms/ready-maps.test.ts sends them over sockets.
  it('a task says its kind, becomes its result, and closes by itself', async () => {
    render(<Page />)
    await mock.subscribed(channel)
    const task = { task_id: 't-1', kind: 'lesson_plan' }
    mock.trigger(channel, 'progress.updated', { ...task, status: 'running', percent: 40, message: 'halfway' })
    await waitFor(() => expect(toasts()).toEqual(['Lesson plan40\u{A0}%: halfway']))
    expect(screen.getByRole('progressbar')).toBeVisible()
    mock.trigger(channel, 'content.generated', {
      task_id: 't-1',
      content_type: 'lesson_plan',
      status: 'completed',
      title: 'Fractions',
      download_url: '/files/1.pdf',
    })
    await waitFor(() => expect(toasts()).toEqual(['Lesson plan is readyFractionsDownload']))
    expect(screen.getByRole('link', { name: 'Download' })).toHaveAttribute('href', '/files/1.pdf')
    expect(screen.queryByRole('progressbar')).toBeNull()
    await waitFor(() => expect(toasts()).toEqual([]), { timeout: 15_000 })
  })

  it('a task that fails is an alert with the reason, and without a bar', async () => {
    render(<Page />)
    await mock.subscribed(channel)
    const task = { task_id: 't-2', kind: 'summary' }
    mock.trigger(channel, 'progress.updated', { ...task, status: 'running', percent: 10, message: '' })
    await screen.findByRole('progressbar')
    mock.trigger(channel, 'progress.updated', {
      ...task,
      status: 'failed',
      percent: 10,
      message: 'out of paper',
    })
    await waitFor(() => expect(toasts()).toEqual(['SummaryFailed: out of paper']))
    expect(screen.getByRole('alert')).toBeVisible()
    expect(screen.queryByRole('progressbar')).toBeNull()
  })

  it('every ready map has a toast that can be read', async () => {
    render(<Page />)
    await mock.subscribed(channel)
    mock.trigger(channel, 'user.notification', { title: 'Welcome', message: 'Hi Ada' })
    mock.trigger(channel, 'agent.status', { agent: 'Tutor', status: 'thinking' })
    mock.trigger(channel, 'session.started', { title: 'Algebra' })
    mock.trigger(channel, 'assessment.completed', { title: 'Algebra', score: 8, max_score: 10 })
    await waitFor(() =>
      expect(toasts().toSorted()).toEqual([
        'Assessment completedAlgebra: 8 of 10',
        'Session startedAlgebra',
        'TutorThinking',
        'WelcomeHi Ada',
      ]),
    )
  })
})

describe('NotificationBridge in a browser', () => {
  it(`keeps at most five on screen through ${storm} in ${storm / 500} seconds, and the right count`, async () => {
    render(<Page />)
    await mock.subscribed(channel)
    let most = 0
    const observer = new MutationObserver(() => {
      most = Math.max(most, document.querySelectorAll('.mantine-Notification-root').length)
    })
    observer.observe(document.body, { childList: true, subtree: true })
    const started = performance.now()
    let longestFrame = 0
    let last = started
    for (let sent = 0; sent < storm;) {
      await new Promise(requestAnimationFrame)
      const now = performance.now()
      longestFrame = Math.max(longestFrame, now - last)
      last = now
      const due = Math.min(storm, Math.ceil((now - started) / 2))
      for (; sent < due; sent += 1) mock.trigger(channel, 'notification', { message: `note ${sent}` })
    }
    observer.disconnect()
    console.log(`${storm} notifications: longest frame ${Math.round(longestFrame)} ms`)
    const bell = screen.getByRole('button', { name: /^Notifications/ })
    await waitFor(() =>
      expect(bell.getAttribute('aria-label')).toBe(`Notifications, ${storm.toLocaleString('en-US')} unread`),
    )
    expect(most).toBeGreaterThan(0)
    expect(most).toBeLessThanOrEqual(5)
  })

  it('speaks with one voice on a page with two of them, and after one of them is gone', async () => {
    const store = createNotificationsStore()
    const team = 'private-team-1'
    const page = (withTeam: boolean) => (
      <MantineProvider>
        <PusherProvider {...mock.provider}>
          <Notifications store={store} />
          <NotificationBridge channel={channel} store={store} withConnectionErrors={false} />
          {withTeam && <NotificationBridge channel={team} store={store} withConnectionErrors={false} />}
        </PusherProvider>
      </MantineProvider>
    )
    const { rerender } = render(<StrictMode>{page(true)}</StrictMode>)
    await mock.subscribed(channel)
    await mock.subscribed(team)
    mock.trigger(channel, 'notification', { message: 'for you' })
    mock.trigger(team, 'notification', { message: 'for the team' })
    await screen.findByText('for you')
    await screen.findByText('for the team')
    expect(store.getState().notifications).toHaveLength(2)
    rerender(<StrictMode>{page(false)}</StrictMode>)
    mock.trigger(channel, 'notification', { message: 'still here' })
    await screen.findByText('still here')
  })

  it('speaks for itself where the page may use no locks', async () => {
    const request = vi
      .spyOn(navigator.locks, 'request')
      .mockImplementation(() => Promise.reject(new DOMException('denied', 'SecurityError')))
    render(<Page />)
    await mock.subscribed(channel)
    mock.trigger(channel, 'notification', { message: 'all the same' })
    await screen.findByText('all the same')
    expect(request).toHaveBeenCalledOnce()
    request.mockRestore()
  })

  it('lets go of the lock that was granted after it was gone', async () => {
    const { unmount } = render(<Page />)
    unmount()
    await navigator.locks.request('react-pusher-kit:notifications', () => {})
    expect((await navigator.locks.query()).held).toEqual([])
  })

  it('says that notifications outside the page are not permitted, and shows toasts all the same', async () => {
    const { shown, restore } = desktop('denied')
    function Permission() {
      return <output>{useNotificationPermission().permission}</output>
    }
    render(
      <Page>
        <Permission />
      </Page>,
    )
    await mock.subscribed(channel)
    await screen.findByText('denied')
    mock.trigger(channel, 'notification', { message: 'in the page' })
    expect(await screen.findByText('in the page')).toBeTruthy()
    expect(shown).toEqual([])
    restore()
  })

  it('shows one outside the page of a hidden tab, once the user has allowed it by a click', async () => {
    const { shown, restore } = desktop()
    function Ask() {
      const { permission, request } = useNotificationPermission()
      return <button onClick={() => void request()}>{permission}</button>
    }
    render(
      <Page>
        <Ask />
      </Page>,
    )
    await mock.subscribed(channel)
    const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    mock.trigger(channel, 'notification', { id: 'n1', message: 'not asked yet' })
    await screen.findByText('not asked yet')
    expect(shown).toEqual([])

    visibility.mockReturnValue('visible')
    screen.getByRole('button', { name: 'default' }).click()
    await screen.findByRole('button', { name: 'granted' })
    mock.trigger(channel, 'notification', { id: 'n2', message: 'you look at it' })
    await screen.findByText('you look at it')
    expect(shown).toEqual([])

    visibility.mockReturnValue('hidden')
    mock.trigger(channel, 'notification', { id: 'n3', title: 'Build failed', message: 'main' })
    await waitFor(() => expect(shown).toHaveLength(1))
    expect(shown[0]).toMatchObject({ title: 'Build failed', body: 'main', tag: 'n3' })
    const focus = vi.spyOn(window, 'focus').mockReturnValue()
    shown[0]?.dispatchEvent(new Event('click'))
    expect(focus).toHaveBeenCalledOnce()
    focus.mockRestore()

    // After the five of a burst the rest is one that counts up.
    for (let index = 1; index <= 100; index += 1) {
      mock.trigger(channel, 'notification', { id: `storm-${index}`, message: `${index}` })
    }
    const single = () => shown.filter(({ tag }) => tag?.startsWith('storm')).length
    await waitFor(() => expect(shown.at(-1)?.title).toBe(`${100 - single()} notifications more.`))
    expect(single()).toBeLessThanOrEqual(5)
    expect(new Set(shown.map(({ tag }) => tag)).size).toBe(1 + single() + 1)
    visibility.mockRestore()
    restore()
  })
})
