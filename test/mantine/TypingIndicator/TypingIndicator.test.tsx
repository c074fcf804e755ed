import { act, screen, waitFor } from '@testing-library/react'
import { TypingIndicator } from 'react-pusher-kit/mantine'
import { createMockPusher } from 'react-pusher-kit/mock'
import { describe, expect, it, vi } from 'vitest'
import { renderOnMantine } from '../on-mantine.tsx'

const people = (...names: string[]) => names.map((name) => ({ id: name, info: { name } }))

describe('TypingIndicator', () => {
  it.each([
    [['Ana'], 'Ana is typing'],
    [['Ana', 'Bo'], 'Ana and Bo are typing'],
    [['Ana', 'Bo', 'Cy'], 'Ana and 2 others are typing'],
    [['Ana', 'Bo', 'Cy', 'Di'], 'Ana and 3 others are typing'],
  ])('of %j says "%s"', (names, sentence) => {
    renderOnMantine(<TypingIndicator typing={people(...names)} />)
    expect(screen.getByText(sentence)).toBeVisible()
  })

  it('says nothing of nobody, and keeps its line', () => {
    renderOnMantine(<TypingIndicator typing={[]} data-testid="line" />)
    expect(screen.getByTestId('line')).toBeInTheDocument()
    expect(screen.queryByText(/typing/)).not.toBeInTheDocument()
  })

  it('takes texts of one’s own', () => {
    renderOnMantine(<TypingIndicator typing={people('Ana')} labels={{ one: (name) => `${name} tippt` }} />)
    expect(screen.getByText('Ana tippt')).toBeVisible()
  })

  it('cuts a long name, never what the person does; the whole name is there for those who ask', () => {
    const name = 'Wolfeschlegelsteinhausenbergerdorff 👩‍👩‍👧‍👦 von und zu Hohenstein'
    renderOnMantine(<TypingIndicator typing={people(name)} />)
    expect(screen.getByTitle(name)).toHaveTextContent(/^Wolfeschlegelsteinhause… is typing$/)
  })

  it('takes off who says no more', async () => {
    const mock = createMockPusher()
    renderOnMantine(<TypingIndicator channel="presence-room" />, mock)
    await act(() => mock.subscribed('presence-room'))
    const ana = mock.join('presence-room', { id: 'ana', info: { name: 'Ana' } })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    act(() => ana.trigger('client-typing', { typing: true }))
    await act(() => vi.advanceTimersByTimeAsync(100))
    expect(screen.getByText('Ana is typing', { selector: '[title]' })).toBeVisible()
    await act(() => vi.advanceTimersByTimeAsync(6000))
    expect(screen.queryByText('Ana is typing', { selector: '[title]' })).not.toBeInTheDocument()
    vi.useRealTimers()
    mock.dispose()
  })

  it('follows the members of a channel, and forgets who leaves', async () => {
    const mock = createMockPusher()
    renderOnMantine(<TypingIndicator channel="presence-room" />, mock)
    await act(() => mock.subscribed('presence-room'))
    const ana = mock.join('presence-room', { id: 'ana', info: { name: 'Ana' } })
    act(() => ana.trigger('client-typing', { typing: true }))
    await screen.findByText('Ana is typing', { selector: '[title]' })
    act(() => ana.leave())
    await waitFor(() =>
      expect(screen.queryByText('Ana is typing', { selector: '[title]' })).not.toBeInTheDocument(),
    )
    mock.dispose()
  })
})
