import { MantineProvider } from '@mantine/core'
import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { PusherProvider } from 'react-pusher-kit'
import { createNotificationInbox, NotificationInbox } from 'react-pusher-kit/mantine'
import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { inboxItem } from '../inbox-items.ts'

let mock: MockPusher
beforeEach(() => {
  mock = createMockPusher()
})
afterEach(() => {
  cleanup()
  mock.dispose()
})

const bell = () => screen.getByRole('button', { name: /^Notifications/ })
const panel = async () => within(await screen.findByRole('dialog'))
const focused = () => document.activeElement?.getAttribute('aria-label')

/** Opens an inbox of this many items by the keyboard, the newest named after its number, and goes to the list. */
async function openWith(count: number) {
  const inbox = createNotificationInbox()
  const now = Date.now()
  for (let index = 1; index <= count; index += 1) {
    const link = { label: 'Open', href: `#item-${index}` }
    inbox.add(inboxItem(`${index}`, { timestamp: now - (count - index), link }))
  }
  const onItemClick = vi.fn()
  const user = userEvent.setup()
  render(
    <MantineProvider env="test">
      <PusherProvider {...mock.provider}>
        <NotificationInbox inbox={inbox} onItemClick={onItemClick} />
      </PusherProvider>
    </MantineProvider>,
  )
  bell().focus()
  await user.keyboard('{Enter}')
  const list = await (await panel()).findByRole('group', { name: 'Notifications' })
  for (let tabs = 0; document.activeElement !== list && tabs < 10; tabs += 1) await user.tab()
  expect(document.activeElement).toBe(list)
  return { inbox, onItemClick, user }
}

describe('NotificationInbox by keyboard', () => {
  it('moves with the arrows, and to the ends with Home and End', async () => {
    const { user } = await openWith(3)
    await user.keyboard('{ArrowDown}')
    expect(focused()).toBe('3')
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}')
    expect(focused()).toBe('1')
    await user.keyboard('{Home}')
    expect(focused()).toBe('3')
    await user.keyboard('{ArrowUp}')
    expect(focused()).toBe('3')
    await user.keyboard('{End}')
    expect(focused()).toBe('1')
    await user.keyboard('{ArrowUp}')
    expect(focused()).toBe('2')
  })

  it('reaches both ends of a list of which only a part is mounted', async () => {
    const { user } = await openWith(2000)
    await user.keyboard('{End}')
    await waitFor(() => expect(focused()).toBe('1'))
    await user.keyboard('{ArrowUp}')
    await waitFor(() => expect(focused()).toBe('2'))
    await user.keyboard('{Home}')
    await waitFor(() => expect(focused()).toBe('2000'))
    for (let number = 1999; number > 1960; number -= 1) {
      await user.keyboard('{ArrowDown}')
      await waitFor(() => expect(focused()).toBe(`${number}`))
    }
  })

  it('keeps the focus when the row that has it is scrolled away', async () => {
    const { user } = await openWith(2000)
    await user.keyboard('{ArrowDown}')
    await waitFor(() => expect(focused()).toBe('2000'))
    const list = (await panel()).getByRole('group', { name: 'Notifications' })
    list.scrollTop = 40_000
    await (await panel()).findByRole('article', { name: '1470' })
    expect(focused()).toBe('2000')
    await user.keyboard('{Escape}')
    await waitFor(() => expect(document.activeElement).toBe(bell()))
  })

  it('removes with Delete and goes on with the next, at the end with the one before', async () => {
    const { user, inbox } = await openWith(3)
    await user.keyboard('{ArrowDown}{Delete}')
    await waitFor(() => expect(focused()).toBe('2'))
    await user.keyboard('{End}{Backspace}')
    await waitFor(() => expect(focused()).toBe('2'))
    expect(inbox.getSnapshot().items.map(({ id }) => id)).toEqual(['2'])
  })

  it('stays in the panel when the last one is removed or brought back', async () => {
    const { user } = await openWith(1)
    await user.keyboard('{ArrowDown}{Delete}')
    const dialog = await screen.findByRole('dialog')
    await within(dialog).findByText('You are all caught up')
    expect(document.activeElement).toBe(dialog)
    within(dialog).getByRole('button', { name: 'Undo' }).focus()
    await user.keyboard('{Enter}')
    await within(dialog).findByRole('article', { name: '1' })
    expect(document.activeElement).toBe(dialog)
  })

  it('goes on with the next when a row’s own button removes it', async () => {
    const { user } = await openWith(2)
    const row = (await panel()).getByRole('article', { name: '2' })
    within(row).getByRole('button', { name: 'Remove' }).focus()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(focused()).toBe('1'))
  })

  it('marks as read and unread with r, and leaves the browser its own Ctrl+R', async () => {
    const { user, inbox } = await openWith(1)
    const unread = () => inbox.getSnapshot().unread
    await user.keyboard('{ArrowDown}r')
    expect(unread()).toBe(0)
    await waitFor(() => expect(bell().getAttribute('aria-label')).toBe('Notifications'))
    await user.keyboard('r')
    expect(unread()).toBe(1)
    await user.keyboard('{Control>}r{/Control}')
    expect(unread()).toBe(1)
  })

  it('follows the link with Enter, and marks it as read', async () => {
    const { user, inbox, onItemClick } = await openWith(2)
    await user.keyboard('{ArrowDown}{Enter}')
    expect(window.location.hash).toBe('#item-2')
    expect(onItemClick).toHaveBeenCalledOnce()
    expect(inbox.getSnapshot().items).toMatchObject([{ id: '2', read: true }, { read: false }])
    window.history.replaceState(null, '', window.location.pathname + window.location.search)
  })

  it('closes with Escape, and gives the focus back to the bell', async () => {
    const { user } = await openWith(2)
    await user.keyboard('{ArrowDown}{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(document.activeElement).toBe(bell())
  })
})
