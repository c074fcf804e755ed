import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { StrictMode } from 'react'
import type { Member } from 'react-pusher-kit'
import { OnlineUsers } from 'react-pusher-kit/mantine'
import { createMockPusher, type MockPusher, type RemoteMember } from 'react-pusher-kit/mock'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { renderOnMantine } from '../on-mantine.tsx'

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

  it('says that nothing is configured, where there is no appKey', async () => {
    renderOnMantine(<OnlineUsers channel={channel} />, mock, { appKey: null })
    expect(await screen.findByText('Pusher is not configured.')).toBeVisible()
    expect(screen.queryByText('Loading who is here')).not.toBeInTheDocument()
  })

  it('waits for a client that is on its way', () => {
    renderOnMantine(<OnlineUsers channel={channel} />, mock, { appKey: null, client: null })
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

  it('says what the old set is worth when the channel is lost, and gets it back on request', async () => {
    join('a')
    let works = true
    mock.authorize(() => works || { status: 404, error: 'oops' })
    renderOnMantine(<OnlineUsers channel={channel} variant="list" />, mock, { onError: () => {} })
    await screen.findByText('2 online')
    works = false
    act(() => mock.drop())
    await screen.findByText('Not up to date')
    expect(screen.getAllByRole('listitem')).toHaveLength(2)
    works = true
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(screen.queryByText('Not up to date')).not.toBeInTheDocument())
    expect(screen.getAllByRole('listitem')).toHaveLength(2)
  })

  it('shows nobody any more to who may no longer see them', async () => {
    join('a', { name: 'Ana' })
    let may = true
    mock.authorize(() => may || { status: 403, error: 'no' })
    renderOnMantine(<OnlineUsers channel={channel} variant="list" />, mock, { onError: () => {} })
    await screen.findByText('Ana')
    may = false
    act(() => mock.drop())
    expect(await screen.findByRole('alert')).toHaveTextContent('You may not see who is here.')
    expect(screen.queryByText('Ana')).not.toBeInTheDocument()
  })

  it('comes through a reconnect storm with 50 who join and leave in a second, and ends with those who stayed', async () => {
    renderOnMantine(<OnlineUsers channel={channel} variant="count" leaveGrace={0} />, mock)
    await screen.findByText('Only you')
    for (let storm = 0; storm < 5; storm += 1) {
      let members: RemoteMember[] = []
      act(() => {
        members = Array.from({ length: 10 }, (_, index) => join(`u${storm}-${index}`))
        mock.drop()
        for (const member of members.slice(2)) member.leave()
      })
      await waitFor(() => expect(mock.connections.length).toBe(1 + 2 * (storm + 1)), { timeout: 30_000 })
    }
    expect(await screen.findByText('11 online', undefined, { timeout: 30_000 })).toBeVisible()
  })
})

describe('OnlineUsers speaking', () => {
  afterEach(() => void vi.useRealTimers())

  /** Who came and went since, as a screen reader is told. */
  async function spoken() {
    renderOnMantine(<OnlineUsers channel={channel} leaveGrace={0} />, mock)
    await screen.findByText('Only you')
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] })
    return screen.getByRole('status')
  }
  const pass = (duration: number) => act(() => vi.advanceTimersByTimeAsync(duration))

  it('announces a burst of joins as one sum', async () => {
    const status = await spoken()
    act(() => {
      join('a', { name: 'Ana' })
      for (let index = 0; index < 7; index += 1) join(`u${index}`)
    })
    await pass(2100)
    expect(status).toHaveTextContent('Ana and 7 others joined')
  })

  it('says nothing of who came and went meanwhile', async () => {
    const status = await spoken()
    const ana = join('a', { name: 'Ana' })
    await pass(500)
    ana.leave()
    await pass(12_000)
    expect(status).toBeEmptyDOMElement()
  })

  it('says one sentence in ten seconds at most, however many come and go', async () => {
    const status = await spoken()
    const sentences = new Set<string>()
    for (let second = 0; second < 30; second += 1) {
      join(`u${second}`, { name: `User ${second}` })
      await pass(1000)
      sentences.add(status.textContent ?? '')
    }
    sentences.delete('')
    expect([...sentences]).toEqual([
      'User 0 and 1 other joined',
      'User 2 and 9 others joined',
      'User 12 and 9 others joined',
    ])
  })

  it.each([-3_600_000, 3_600_000])(
    'says the next sentence after ten seconds, with a clock set by %d ms',
    async (jump) => {
      const status = await spoken()
      join('a', { name: 'Ana' })
      await pass(3000)
      vi.setSystemTime(Date.now() + jump)
      join('b', { name: 'Bruno' })
      await pass(3000)
      expect(status).toHaveTextContent('Ana joined')
      await pass(7000)
      expect(status).toHaveTextContent('Bruno joined')
    },
  )
})

describe('OnlineUsers and who is away', () => {
  afterEach(() => void vi.useRealTimers())

  const activity = 'client-activity'
  const props = { channel, activityEvent: activity, variant: 'list' } as const
  const reported = () =>
    mock.frames
      .filter(({ event, direction }) => event === activity && direction === 'sent')
      .map(({ data }) => data)

  it('shows who says so, until they say otherwise', async () => {
    renderOnMantine(<OnlineUsers {...props} />, mock)
    await screen.findByText('Only you')
    const ana = join('a', { name: 'Ana' })
    await screen.findByText('Ana')
    act(() => ana.trigger(activity, { idle: true }))
    expect(await screen.findByText('Away')).toBeVisible()
    act(() => ana.trigger(activity, { idle: false }))
    await waitFor(() => expect(screen.queryByText('Away')).not.toBeInTheDocument())
  })

  it('ignores reports that are none', async () => {
    renderOnMantine(<OnlineUsers {...props} />, mock)
    await screen.findByText('Only you')
    const ana = join('a', { name: 'Ana' })
    await screen.findByText('Ana')
    act(() => ana.trigger(activity, { idle: true }))
    await screen.findByText('Away')
    const reports = [null, 'idle', 0, [], {}, { idle: null }, { idle: 'no' }, { idle: 0 }]
    act(() => reports.forEach((report) => ana.trigger(activity, report)))
    await mock.settled()
    expect(screen.getByText('Away')).toBeVisible()
  })

  it('forgets it of who leaves: who comes back is here', async () => {
    renderOnMantine(<OnlineUsers {...props} leaveGrace={0} />, mock)
    await screen.findByText('Only you')
    const ana = join('a', { name: 'Ana' })
    await screen.findByText('Ana')
    act(() => ana.trigger(activity, { idle: true }))
    await screen.findByText('Away')
    act(() => ana.leave())
    await screen.findByText('Only you')
    act(() => void join('a', { name: 'Ana' }))
    await screen.findByText('Ana')
    expect(screen.queryByText('Away')).not.toBeInTheDocument()
  })

  it('tells the others after a while without input, newcomers too, and when it is over', async () => {
    vi.useFakeTimers()
    renderOnMantine(<OnlineUsers {...props} idleAfter={60_000} />, mock)
    /** Second by second, so that React comes to what each of them brings. */
    const pass = async (duration: number) => {
      for (let left = duration; left > 0; left -= 1000) {
        await act(() => vi.advanceTimersByTimeAsync(Math.min(left, 1000)))
      }
    }
    await pass(59_000)
    expect(reported()).toEqual([])
    await pass(2000)
    expect(reported()).toEqual([{ idle: true }])
    act(() => void join('a', { name: 'Ana' }))
    await pass(5000)
    const before = reported().length
    expect(before).toBeGreaterThan(1)
    for (let index = 0; index < 20; index += 1) {
      act(() => void join(`u${index}`))
      await pass(100)
    }
    await pass(5000)
    expect(reported()).toHaveLength(before + 1)
    act(() => void fireEvent.keyDown(document.body, { key: 'a' }))
    await pass(2000)
    expect(reported().at(-1)).toEqual({ idle: false })
  })

  it('contradicts another tab of the same user that says so, while this one is in use', async () => {
    renderOnMantine(<OnlineUsers {...props} />, mock)
    await screen.findByText('Only you')
    const other = mock.client({ user: { id: 'me', info: { name: 'Mia' } } })
    const room = other.subscribe(channel)
    await mock.settled()
    act(() => void room.trigger(activity, { idle: true }))
    await waitFor(() => expect(reported()).toEqual([{ idle: true }, { idle: false }]))
    expect(screen.queryByText('Away')).not.toBeInTheDocument()
    other.disconnect()
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

  it('says of everybody in the list who they are, what they do, and since when they have been here', () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 3 * 3_600_000 })
    const info = { name: 'Ana Novak', role: 'Design', status: 'in a meeting' }
    const members = [{ ...member('a', info, true), seenAt: 55 * 60_000 }, member('b')]
    renderOnMantine(<OnlineUsers variant="list" members={members} />)
    vi.useRealTimers()
    const [ana, other] = screen.getAllByRole('listitem')
    expect(ana).toHaveTextContent('Ana NovakyouDesign · in a meeting2 h 5 min')
    expect(other).toHaveTextContent('User b3 h')
  })

  it('writes large numbers as readers do', () => {
    const many = Array.from({ length: 1500 }, (_, index) => member(`user-${index}`))
    renderOnMantine(<OnlineUsers members={many} />)
    expect(screen.getByRole('button', { name: 'Show 1,496 more' })).toBeVisible()
    renderOnMantine(<OnlineUsers members={many} variant="count" />)
    expect(screen.getByRole('button', { name: '1,500 online' })).toBeVisible()
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

  it('fades out whoever leaves, though others come and go all the while', () => {
    vi.useFakeTimers()
    const people = (from: number) => [member('me', { name: 'Mia' }, true), member(`u${from}`)]
    const { rerender } = renderOnMantine(<OnlineUsers members={people(0)} />)
    const avatars = () => screen.getAllByRole('listitem', { hidden: true }).length
    for (let from = 1; from <= 20; from += 1) {
      rerender(<OnlineUsers members={people(from)} />)
      act(() => void vi.advanceTimersByTime(100))
      expect(avatars()).toBeLessThanOrEqual(5)
    }
    act(() => void vi.advanceTimersByTime(200))
    expect(avatars()).toBe(2)
    vi.useRealTimers()
  })

  it('takes users that are numbered, and an odd maximum', () => {
    const numbered = [7, 8].map((id) => ({ ...member('', { name: `User ${id}` }), id: id as never }))
    const { rerender } = renderOnMantine(<OnlineUsers members={numbered} />)
    expect(screen.getAllByRole('listitem')).toHaveLength(2)
    rerender(<OnlineUsers members={numbered} max={0} />)
    expect(screen.getByRole('button', { name: 'Show 2 more' })).toBeInTheDocument()
  })

  it('draws no row anew that is as it was', () => {
    const renderMember = vi.fn(({ id }: Member) => <b>{id}</b>)
    const people = [member('a'), member('b')]
    const list = (members: Member[]) => (
      <OnlineUsers variant="list" members={members} renderMember={renderMember} onMemberClick={() => {}} />
    )
    const { rerender } = renderOnMantine(list(people))
    renderMember.mockClear()
    rerender(list([...people, member('c')]))
    expect(renderMember.mock.calls.map(([{ id }]) => id)).toEqual(['c'])
  })

  it('takes whatever stands in info without breaking', () => {
    const odd = [null, undefined, 'text', 7, [], { name: 5 }, { name: '' }, { name: '👩‍🚀 Zoë' }]
    renderOnMantine(<OnlineUsers max={20} members={odd.map((info, index) => member(`m${index}`, info))} />)
    expect(screen.getAllByRole('listitem')).toHaveLength(odd.length)
    expect(screen.getByText('👩‍🚀')).toBeInTheDocument()
  })
})
