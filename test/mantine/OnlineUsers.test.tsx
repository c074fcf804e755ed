import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { StrictMode } from 'react'
import type { Member } from 'react-pusher-kit'
import { OnlineUsers } from 'react-pusher-kit/mantine'
import { createMockPusher, type MockPusher, type RemoteMember } from 'react-pusher-kit/mock'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { renderOnMantine } from './on-mantine.tsx'

const channel = 'presence-room'
let mock: MockPusher
beforeEach(() => {
  mock = createMockPusher({ user: { id: 'me', info: { name: 'Mia' } } })
})
afterEach(() => mock.dispose())

const join = (id: string, info: object = { name: `User ${id}` }) => mock.join(channel, { id, info })
const names = () => screen.getAllByRole('listitem').map((item) => item.textContent)

describe('OnlineUsers on a presence channel', () => {
  it('shows who is here, me first and marked', async () => {
    join('a', { name: 'Ana' })
    join('b', { name: 'Bruno' })
    renderOnMantine(<OnlineUsers channel={channel} variant="list" />, mock)
    await screen.findByText('3 online')
    expect(names()[0]).toMatch(/Mia.*you/)
    expect(names().join()).toMatch(/Ana.*Bruno/)
  })

  it('joins the channel once in StrictMode', async () => {
    renderOnMantine(
      <StrictMode>
        <OnlineUsers channel={channel} />
      </StrictMode>,
      mock,
    )
    expect(await screen.findByText('Only you')).toBeVisible()
    const subscriptions = mock.frames.filter(({ event }) => event === 'pusher:subscribe')
    expect(subscriptions).toHaveLength(1)
  })

  it('says that only you are here', async () => {
    renderOnMantine(<OnlineUsers channel={channel} />, mock)
    expect(await screen.findByText('Only you')).toBeVisible()
  })

  it('is busy until the channel answers', async () => {
    mock.authorize(() => ({ delay: 60_000 }))
    renderOnMantine(<OnlineUsers channel={channel} />, mock)
    expect(screen.getByText('Loading who is here')).toBeInTheDocument()
  })

  it('says that one may not see who is here, without offering another try', async () => {
    mock.authorize(() => ({ status: 403, error: 'no' }))
    renderOnMantine(<OnlineUsers channel={channel} />, mock, { onError: () => {} })
    expect(await screen.findByRole('alert')).toHaveTextContent('You may not see who is here.')
    expect(screen.queryByRole('button')).not.toBeInTheDocument()
  })

  it('offers another try after an error, and uses it', async () => {
    let works = false
    mock.authorize(() => (works ? true : { status: 404, error: 'oops' }))
    renderOnMantine(<OnlineUsers channel={channel} />, mock, { onError: () => {} })
    const retry = await screen.findByRole('button', { name: 'Try again' })
    works = true
    fireEvent.click(retry)
    expect(await screen.findByText('Only you')).toBeVisible()
  })

  it('keeps the old set, dimmed and with the reason, while reconnecting', async () => {
    join('a')
    const { container } = renderOnMantine(<OnlineUsers channel={channel} variant="list" />, mock)
    await screen.findByText('2 online')
    act(() => mock.outage())
    await screen.findByText('Reconnecting')
    expect(screen.getAllByRole('listitem')).toHaveLength(2)
    expect(container.querySelector('[data-stale]')).toBeInTheDocument()
  })

  it('does not blink when a member reloads the page', async () => {
    const ana = join('a', { name: 'Ana' })
    renderOnMantine(<OnlineUsers channel={channel} variant="count" />, mock)
    await screen.findByText('2 online')
    const seen = new Set<string | null>()
    const observer = new MutationObserver(() => seen.add(screen.getByRole('button').textContent))
    observer.observe(screen.getByRole('button'), { subtree: true, characterData: true, childList: true })
    act(() => ana.leave())
    act(() => void join('a', { name: 'Ana' }))
    await act(() => mock.settled())
    observer.disconnect()
    expect([...seen].filter((text) => text !== '2 online')).toEqual([])
  })

  it('follows 50 members who come and go within a second', async () => {
    renderOnMantine(<OnlineUsers channel={channel} variant="count" leaveGrace={0} />, mock)
    await screen.findByText('Only you')
    let members: RemoteMember[] = []
    act(() => {
      members = Array.from({ length: 50 }, (_, index) => join(`u${index}`))
    })
    await screen.findByText('51 online')
    act(() => {
      for (const member of members.slice(10)) member.leave()
    })
    expect(await screen.findByText('11 online')).toBeVisible()
  })

  it('announces a burst of joins as one sum', async () => {
    renderOnMantine(<OnlineUsers channel={channel} />, mock)
    await screen.findByText('Only you')
    act(() => {
      join('a', { name: 'Ana' })
      for (let index = 0; index < 7; index += 1) join(`u${index}`)
    })
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('Ana and 7 others joined'), {
      timeout: 4000,
    })
  })
})

const member = (id: string, info: unknown = { name: `User ${id}` }, isMe = false): Member => ({
  id,
  info,
  isMe,
  seenAt: 0,
})

describe('OnlineUsers with ready data', () => {
  it('shows several entries of one user as one', () => {
    renderOnMantine(<OnlineUsers variant="count" members={[member('a'), member('a'), member('b')]} />)
    expect(screen.getByText('2 online')).toBeVisible()
  })

  it('opens the whole list behind "+N", a button with a name', async () => {
    renderOnMantine(<OnlineUsers max={3} members={Array.from('abcdef', (id) => member(id))} />)
    fireEvent.click(screen.getByRole('button', { name: 'Show 4 more' }))
    const list = await screen.findByRole('dialog')
    expect(within(list).getAllByRole('listitem')).toHaveLength(6)
  })

  it('searches by name and role, and says when nobody matches', () => {
    const members = Array.from('abcdefghi', (id) => member(id, { name: `User ${id}`, role: `Role ${id}` }))
    renderOnMantine(<OnlineUsers variant="list" members={members} />)
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'role C' } })
    expect(screen.getAllByRole('listitem')).toHaveLength(1)
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'zz' } })
    expect(screen.getByText('Nobody here matches “zz”.')).toBeVisible()
  })

  it('gives an id the same colour in any company', () => {
    const { container, rerender } = renderOnMantine(<OnlineUsers members={[member('a'), member('b')]} />)
    const color = () =>
      [...container.querySelectorAll<HTMLElement>('.mantine-OnlineUsers-avatar')]
        .find((avatar) => avatar.textContent === 'UB')
        ?.style.getPropertyValue('--online-users-color')
    const before = color()
    rerender(<OnlineUsers members={[member('x'), member('y'), member('b')]} />)
    expect(before).toMatch(/^var\(--mantine-color-/)
    expect(color()).toBe(before)
  })

  it('falls back to initials when a picture cannot be loaded', () => {
    const { container } = renderOnMantine(
      <OnlineUsers members={[member('a', { name: 'Ana Novak', avatar: '/gone.png' })]} />,
    )
    fireEvent.error(container.querySelector('img') as HTMLImageElement)
    expect(screen.getByText('AN')).toBeInTheDocument()
  })

  it('makes members buttons when they can be clicked, and draws rows as told', () => {
    const onMemberClick = vi.fn()
    renderOnMantine(
      <OnlineUsers
        variant="list"
        members={[member('a')]}
        onMemberClick={onMemberClick}
        renderMember={({ id }) => <b>Row of {id}</b>}
      />,
    )
    fireEvent.click(screen.getByRole('button', { name: 'Row of a' }))
    expect(onMemberClick).toHaveBeenCalledWith(expect.objectContaining({ id: 'a' }))
  })

  it('takes whatever stands in info without breaking', () => {
    const odd = [null, undefined, 'text', 7, [], { name: 5 }, { name: '' }, { name: '👩‍🚀 Zoë' }]
    renderOnMantine(<OnlineUsers max={20} members={odd.map((info, index) => member(`m${index}`, info))} />)
    expect(screen.getAllByRole('listitem')).toHaveLength(odd.length)
    expect(screen.getByText('👩‍🚀Z')).toBeInTheDocument()
  })
})
