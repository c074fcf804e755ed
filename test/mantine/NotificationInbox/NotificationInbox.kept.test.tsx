import { MantineProvider } from '@mantine/core'
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { PusherProvider, type PusherProviderProps } from 'react-pusher-kit'
import { NotificationBridge, type NotificationBridgeProps, NotificationInbox } from 'react-pusher-kit/mantine'
import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { renderOnMantine } from '../on-mantine.tsx'

const ada = 'private-user-ada'
const bob = 'private-user-bob'
let mock: MockPusher
beforeEach(() => {
  localStorage.clear()
  mock = createMockPusher()
})
afterEach(() => {
  mock.dispose()
  vi.restoreAllMocks()
  localStorage.clear()
})

const header = (props: Partial<NotificationBridgeProps> = {}) => (
  <>
    <NotificationInbox />
    <NotificationBridge channel={ada} doNotDisturb {...props} />
  </>
)
const visit = (props: Partial<NotificationBridgeProps> = {}, provider: Partial<PusherProviderProps> = {}) =>
  renderOnMantine(header(props), mock, provider)

async function send(message: string, channel = ada) {
  await act(() => mock.subscribed(channel))
  act(() => mock.trigger(channel, 'notification', { message }))
}
/** Until the socket is gone as well: the next visit has one of its own. */
async function leave({ unmount }: { unmount: () => void }) {
  unmount()
  await waitFor(() => expect(mock.connections).toEqual([]))
}
const bell = () => screen.getByRole('button', { name: /^Notifications/ })
const shows = (unread: number) =>
  waitFor(() =>
    expect(bell()).toHaveAccessibleName(unread === 0 ? 'Notifications' : `Notifications, ${unread} unread`),
  )
const stored = () => Object.keys(localStorage).filter((key) => key.startsWith('react-pusher-kit:inbox:'))

describe('the inbox that bridge and bell share', () => {
  it('is there after a reload, also when that comes a moment after an event', async () => {
    const first = visit()
    await send('before')
    await shows(1)
    await leave(first)
    visit()
    await shows(1)
    fireEvent.click(bell())
    expect(await screen.findByText('before')).toBeVisible()
  })

  it('goes on when the same user gets another connection, with what is not written yet', async () => {
    const { rerender } = visit()
    await send('before')
    await shows(1)
    expect(stored()).toEqual([])
    rerender(header(), { cluster: 'another' })
    await shows(1)
  })

  it('is written when the page goes', async () => {
    visit()
    await send('before')
    await shows(1)
    expect(stored()).toEqual([])
    window.dispatchEvent(new Event('pagehide'))
    expect(localStorage.getItem(stored()[0] as string)).toContain('before')
  })

  it('keeps what was decided: read stays read, removed stays removed', async () => {
    const first = visit()
    await send('before')
    await shows(1)
    fireEvent.click(bell())
    fireEvent.click(await screen.findByRole('button', { name: 'Mark all as read' }))
    await shows(0)
    await leave(first)
    visit()
    fireEvent.click(bell())
    expect(await screen.findByText('before')).toBeVisible()
    await shows(0)
  })

  it('is in memory alone with persist={false}', async () => {
    const first = visit({ persist: false })
    await send('before')
    await shows(1)
    await leave(first)
    expect(stored()).toEqual([])
    visit({ persist: false })
    await act(() => mock.subscribed(ada))
    await shows(0)
  })

  it('is in memory alone where nobody knows whose it is', async () => {
    visit({ channel: 'news' })
    await send('before', 'news')
    await shows(1)
    window.dispatchEvent(new Event('pagehide'))
    expect(stored()).toEqual([])
  })

  it('is kept under the session key, too, of which storage gets a hash', async () => {
    const first = visit({ channel: 'news' }, { sessionKey: 's3cret' })
    await send('before', 'news')
    await shows(1)
    await leave(first)
    expect(stored()).toHaveLength(1)
    expect(JSON.stringify(localStorage)).not.toContain('s3cret')
    visit({ channel: 'news' }, { sessionKey: 's3cret' })
    await shows(1)
  })

  it.each([
    ['another channel', { channel: bob }, {}, {}],
    ['another session', { channel: bob }, { sessionKey: 'ada' }, { sessionKey: 'bob' }],
    ['a bridge that nobody uses any more', { channel: null }, {}, {}],
  ])('shows nothing of one user to another: %s', async (_name, props, before, after) => {
    const { rerender, unmount } = visit({}, before)
    await send("ada's")
    await shows(1)
    rerender(header(props), after)
    await shows(0)
    fireEvent.click(bell())
    expect(screen.queryByText("ada's")).not.toBeInTheDocument()
    expect(await screen.findByText('You are all caught up')).toBeVisible()
    rerender(header(), before)
    await shows(1)
    unmount()
  })

  it('does not mix users of persist={false}', async () => {
    const { rerender } = visit({ persist: false })
    await send("ada's")
    await shows(1)
    rerender(header({ persist: false, channel: bob }))
    await shows(0)
    expect(stored()).toEqual([])
  })

  it.each([
    ['no JSON', '{'],
    ['a list', '[1,2]'],
    ['another format', '{"version":9,"entries":[]}'],
    ['items of another kind', '{"items":[1,{"id":{}},{"id":"a","message":{}}],"removed":[[{},1],"x"]}'],
    [
      'a script for a link',
      '{"items":[{"id":"a","message":"m","timestamp":1,"link":{"label":"x","href":"javascript:1"}}]}',
    ],
  ])('tolerates %s in storage', async (_name, foreign) => {
    const first = visit()
    await send('before')
    await shows(1)
    await leave(first)
    const [key] = stored()
    localStorage.setItem(key as string, foreign)
    visit()
    await send('after')
    await waitFor(() => expect(bell()).toHaveAccessibleName(/unread/))
    fireEvent.click(bell())
    expect(await screen.findByText('after')).toBeVisible()
    for (const link of document.querySelectorAll('a')) expect(link.href).not.toContain('javascript:')
  })

  it.each(['getItem', 'setItem'] as const)('goes on in memory when %s throws', async (method) => {
    const errors = vi.fn()
    window.addEventListener('error', errors)
    onTestFinished(() => window.removeEventListener('error', errors))
    vi.spyOn(Storage.prototype, method).mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    visit()
    await send('in memory')
    await shows(1)
    window.dispatchEvent(new Event('pagehide'))
    await shows(1)
    expect(errors).not.toHaveBeenCalled()
  })

  it('is bounded: the newest 200 of a user, and the latest 8 users', async () => {
    const first = visit()
    await act(() => mock.subscribed(ada))
    act(() => {
      for (let index = 0; index < 250; index += 1) {
        mock.trigger(ada, 'notification', { id: String(index), message: `message ${index}` })
      }
    })
    await waitFor(() => expect(bell()).toHaveAccessibleName('Notifications, 250 unread'))
    await leave(first)
    const [key = ''] = stored()
    expect((JSON.parse(localStorage.getItem(key) ?? '') as { items: unknown[] }).items).toHaveLength(200)
    for (let index = 0; index < 12; index += 1) {
      const items = [{ id: 'a', message: 'm', timestamp: 1000 + index }]
      localStorage.setItem(`react-pusher-kit:inbox:1:other${index}`, JSON.stringify({ items }))
    }
    visit({ channel: bob })
    await send('new', bob)
    await shows(1)
    window.dispatchEvent(new Event('pagehide'))
    expect(stored()).toHaveLength(8)
    expect(stored()).toContain(key)
    expect(localStorage.getItem('react-pusher-kit:inbox:1:other0')).toBeNull()
  })

  it('hydrates what the server rendered, and shows what was kept then', async () => {
    const first = visit()
    await send('before')
    await shows(1)
    await leave(first)
    const page = (
      <MantineProvider env="test">
        <PusherProvider {...mock.provider}>{header()}</PusherProvider>
      </MantineProvider>
    )
    const problems = vi.spyOn(console, 'error').mockImplementation(() => {})
    const container = document.createElement('div')
    document.body.append(container)
    container.innerHTML = renderToString(page)
    expect(container.querySelector('button')).toHaveAccessibleName('Notifications')
    const onRecoverableError = vi.fn()
    const root = await act(async () => hydrateRoot(container, page, { onRecoverableError }))
    await shows(1)
    expect(onRecoverableError).not.toHaveBeenCalled()
    expect(problems.mock.calls.flat().join(' ')).not.toMatch(/hydrat|did not match/iu)
    act(() => root.unmount())
    container.remove()
  })
})
