import { act, screen, waitFor } from '@testing-library/react'
import { TypingIndicator } from 'react-pusher-kit/mantine'
import { createMockPusher } from 'react-pusher-kit/mock'
import { describe, expect, it } from 'vitest'
import { renderOnMantine } from './on-mantine.tsx'

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
