import { MantineProvider } from '@mantine/core'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { type Member, PusherProvider } from 'react-pusher-kit'
import { OnlineUsers, type OnlineUsersProps } from 'react-pusher-kit/mantine'
import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const channel = 'presence-arena'
let mock: MockPusher
beforeEach(() => {
  mock = createMockPusher({ app: { presenceMembers: 1001 }, user: { id: 'me', info: { name: 'Mia' } } })
})
afterEach(() => {
  cleanup()
  mock.dispose()
})

const people = (count: number): Member[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `user-${index}`,
    info: { name: `User ${index}` },
    isMe: false,
    seenAt: index,
  }))

/** Ready data below a button, from which the keyboard comes. */
function showMembers(props: OnlineUsersProps) {
  render(
    <MantineProvider env="test">
      <button>before</button>
      <OnlineUsers {...props} />
    </MantineProvider>,
  )
  screen.getByRole('button', { name: 'before' }).focus()
  return userEvent.setup()
}
const focused = () => document.activeElement?.textContent ?? ''
/** Of the row itself: the list around it has the text of all of them. */
const focusedRow = () => document.activeElement?.getAttribute('data-row')

describe('OnlineUsers by keyboard', () => {
  it('names every avatar as the focus comes to it, in one tooltip', async () => {
    const user = showMembers({ members: people(3) })
    for (const name of ['User 0', 'User 1', 'User 2']) {
      await user.tab()
      await waitFor(() => expect(screen.getByRole('tooltip').textContent).toBe(name))
      expect(focused()).toContain(name)
      expect(getComputedStyle(document.activeElement as Element)).toMatchObject({
        outlineStyle: 'solid',
        borderRadius: '50%',
      })
    }
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('tooltip')).toBeNull()
  })

  it('keeps the name of the focused one while a pointer rests beside the avatars', async () => {
    const user = showMembers({ members: people(3) })
    await user.tab()
    await waitFor(() => expect(screen.getByRole('tooltip').textContent).toBe('User 0'))
    fireEvent.pointerOver(screen.getByRole('list'))
    expect(screen.getByRole('tooltip').textContent).toBe('User 0')
    const other = document.querySelector('[data-tooltip="User 2"]') as HTMLElement
    await user.hover(other)
    await waitFor(() => expect(screen.getByRole('tooltip').textContent).toBe('User 2'))
    await user.unhover(other)
    await waitFor(() => expect(screen.getByRole('tooltip').textContent).toBe('User 0'))
  })

  it('opens the list with "+N", searches in it, and comes back with Escape', async () => {
    const user = showMembers({ members: people(20), max: 2 })
    await user.tab()
    await user.tab()
    expect(document.activeElement?.ariaLabel).toBe('Show 19 more')
    await user.keyboard('{Enter}')
    const search = await screen.findByRole('searchbox')
    await waitFor(() => expect(document.activeElement).toBe(search))
    await user.keyboard('user 17')
    const list = within(screen.getByRole('dialog'))
    await waitFor(() => expect(list.getAllByRole('listitem')).toHaveLength(1))
    await user.keyboard('{Escape}')
    await waitFor(() => expect(document.activeElement?.ariaLabel).toBe('Show 19 more'))
  })

  it('moves through a thousand rows with arrows, Home and End, and presses them with Enter', async () => {
    const onMemberClick = vi.fn()
    const user = showMembers({ members: people(1000), variant: 'list', h: 400, onMemberClick })
    await user.tab()
    await user.tab()
    expect(document.activeElement?.ariaLabel).toBe('People online')
    await user.keyboard('{ArrowDown}{ArrowDown}')
    await waitFor(() => expect(focusedRow()).toBe('user-1'))
    await user.keyboard('{End}')
    await waitFor(() => expect(focusedRow()).toBe('user-999'))
    await user.keyboard('{Enter}')
    expect(onMemberClick).toHaveBeenCalledWith(expect.objectContaining({ id: 'user-999' }))
    await user.keyboard('{Home}')
    await waitFor(() => expect(focusedRow()).toBe('user-0'))
  })

  it('tells each row’s place among all, not among those on the screen', async () => {
    const user = showMembers({ members: people(1000), variant: 'list', h: 400, onMemberClick: () => {} })
    await user.tab()
    await user.tab()
    await user.keyboard('{End}')
    await waitFor(() => expect(focusedRow()).toBe('user-999'))
    const item = document.activeElement?.closest('li')
    expect([item?.getAttribute('aria-posinset'), item?.getAttribute('aria-setsize')]).toEqual([
      '1000',
      '1000',
    ])
  })
})

describe('OnlineUsers with a thousand members', () => {
  it('takes them in as they join over the wire, mounts only those on the screen, and lets them go', async () => {
    render(
      <MantineProvider env="test">
        <PusherProvider {...mock.provider}>
          <OnlineUsers channel={channel} variant="list" h={400} />
        </PusherProvider>
      </MantineProvider>,
    )
    await mock.subscribed(channel)
    const members = []
    for (let index = 0; index < 1000; index += 1) {
      members.push(mock.join(channel, { id: `user-${index}`, info: { name: `User ${index}` } }))
      if (index % 100 === 99) await new Promise(requestAnimationFrame)
    }
    await screen.findByText('1,001 online')
    expect(screen.getAllByRole('listitem').length).toBeLessThan(50)
    expect(() => mock.join(channel, { id: 'late' })).toThrow(/over capacity: 1001 members at most/)
    for (const member of members) member.leave()
    await waitFor(() => expect(screen.getByText('Only you')).toBeTruthy(), { timeout: 30_000 })
  })
})
