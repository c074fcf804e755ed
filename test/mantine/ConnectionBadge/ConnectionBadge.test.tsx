import { createTheme, MantineProvider } from '@mantine/core'
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { ConnectionBadge, type ConnectionBadgeData } from 'react-pusher-kit/mantine'
import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { renderOnMantine } from '../on-mantine.tsx'

const connected: ConnectionBadgeData = {
  state: 'connected',
  isConnected: true,
  socketId: '12.34',
  error: null,
  latency: 42,
  latencyStats: { p50: 40, p95: 90, jitter: 5, samples: [40, 90, 42] },
  retryAt: null,
  online: true,
  stats: { messagesSent: 3, messagesReceived: 1200, reconnections: 1, attempts: 2 },
  since: 0,
  lastMessageAt: 0,
}
const away: ConnectionBadgeData = { ...connected, isConnected: false, socketId: null, latency: null }
const reconnecting: ConnectionBadgeData = { ...away, state: 'connecting' }

describe('ConnectionBadge with ready data', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'Date'] }))
  afterEach(() => void vi.useRealTimers())

  it.each([
    ['Connected', connected],
    ['Connecting', { ...reconnecting, lastMessageAt: null }],
    ['Reconnecting', reconnecting],
    ['Unavailable', { ...away, state: 'unavailable' }],
    ['Offline', { ...away, state: 'unavailable', online: false }],
    ['Failed', { ...away, state: 'failed' }],
    ['Disconnected', { ...away, state: 'disconnected' }],
    ['Refused', { ...away, state: 'disconnected', error: new Error('no') }],
    ['Not connected', { ...away, state: 'initialized' }],
  ] as const)('says "%s" in a word', (word, connection) => {
    renderOnMantine(<ConnectionBadge connection={connection} />)
    expect(screen.getByText(word)).toBeVisible()
  })

  it('has a shape of its own for every state, so that none is told by colour alone', () => {
    const lost = { ...away, state: 'unavailable' } as const
    const states: ConnectionBadgeData[] = [
      connected,
      { ...reconnecting, lastMessageAt: null },
      reconnecting,
      lost,
      { ...lost, online: false },
      { ...away, state: 'failed' },
      { ...away, state: 'disconnected' },
      { ...away, state: 'disconnected', error: new Error('no') },
      { ...away, state: 'initialized' },
    ]
    const shapes = states.map((connection) => {
      const { container, unmount } = renderOnMantine(<ConnectionBadge connection={connection} />)
      const shape = container.querySelector('.mantine-ConnectionBadge-shape')?.innerHTML
      unmount()
      return shape
    })
    expect(new Set(shapes).size).toBe(states.length)
  })

  it('shows the latency with a quality that can be set', () => {
    const { rerender } = renderOnMantine(<ConnectionBadge connection={connected} />)
    expect(screen.getByText('42 ms')).toHaveAttribute('data-quality', 'good')
    rerender(<ConnectionBadge connection={connected} latencyBands={{ good: 10, fair: 20 }} />)
    expect(screen.getByText('42 ms')).toHaveAttribute('data-quality', 'poor')
  })

  it('keeps quiet about a connection that is back within a second', () => {
    const { rerender } = renderOnMantine(<ConnectionBadge connection={connected} />)
    rerender(<ConnectionBadge connection={reconnecting} />)
    act(() => void vi.advanceTimersByTime(900))
    expect(screen.getByText('Connected')).toBeVisible()
    rerender(<ConnectionBadge connection={connected} />)
    act(() => void vi.advanceTimersByTime(5000))
    expect(screen.getByText('Connected')).toBeVisible()
    expect(screen.getByRole('status')).toBeEmptyDOMElement()
  })

  it('shows a lost connection after a second, however often the state changes meanwhile', () => {
    const { rerender } = renderOnMantine(<ConnectionBadge connection={connected} />)
    for (let time = 0; time < 1000; time += 250) {
      const state = time % 500 === 0 ? 'connecting' : 'unavailable'
      rerender(<ConnectionBadge connection={{ ...away, state }} />)
      act(() => void vi.advanceTimersByTime(250))
    }
    expect(screen.getByText('Unavailable')).toBeVisible()
  })

  it('tells a screen reader of trouble and of its end, not of every flap', () => {
    const { rerender } = renderOnMantine(<ConnectionBadge connection={connected} />)
    const status = screen.getByRole('status')
    rerender(<ConnectionBadge connection={reconnecting} />)
    act(() => void vi.advanceTimersByTime(1000))
    act(() => void vi.advanceTimersByTime(0))
    expect(status).toHaveTextContent('Connection: Reconnecting')
    rerender(<ConnectionBadge connection={connected} />)
    act(() => void vi.advanceTimersByTime(1000))
    expect(status).toHaveTextContent('Connection: Reconnecting')
    act(() => void vi.advanceTimersByTime(4000))
    expect(status).toHaveTextContent('Connection: Connected')
  })

  it('counts down to the next attempt while its time is known', () => {
    const retryAt = Date.now() + 12_000
    renderOnMantine(<ConnectionBadge connection={{ ...away, state: 'unavailable', retryAt }} />)
    expect(screen.getByText('12 s')).toBeVisible()
    act(() => void vi.advanceTimersByTime(3000))
    expect(screen.getByText('9 s')).toBeVisible()
  })

  it('counts down in minutes while the next attempt is far away', () => {
    renderOnMantine(
      <ConnectionBadge connection={{ ...away, state: 'unavailable', retryAt: Date.now() + 900_000 }} />,
    )
    act(() => void vi.advanceTimersByTime(1000))
    expect(screen.getByText('14 min')).toBeVisible()
  })

  it('shows a banner only after five seconds, and confirms the return', () => {
    const { rerender } = renderOnMantine(<ConnectionBadge variant="banner" connection={connected} />)
    const offline: ConnectionBadgeData = { ...away, state: 'unavailable', online: false }
    rerender(<ConnectionBadge variant="banner" connection={offline} />)
    act(() => void vi.advanceTimersByTime(4900))
    expect(screen.queryByText('You are offline.')).not.toBeInTheDocument()
    act(() => void vi.advanceTimersByTime(200))
    expect(screen.getByText('You are offline.', { selector: 'strong' })).toBeVisible()
    rerender(<ConnectionBadge variant="banner" connection={connected} />)
    expect(screen.getByText('You are back. Everything is live again.', { selector: 'p' })).toBeVisible()
    act(() => void vi.advanceTimersByTime(4000))
    expect(screen.queryByText(/You are back/, { selector: 'p' })).not.toBeInTheDocument()
  })

  it('confirms no return when the connection was switched off instead', () => {
    const { rerender } = renderOnMantine(<ConnectionBadge variant="banner" connection={connected} />)
    rerender(<ConnectionBadge variant="banner" connection={{ ...away, state: 'unavailable' }} />)
    act(() => void vi.advanceTimersByTime(5000))
    expect(screen.getByText(/interrupted/, { selector: 'strong' })).toBeVisible()
    rerender(<ConnectionBadge variant="banner" connection={{ ...away, state: 'disconnected' }} />)
    expect(screen.queryByText(/You are back/)).not.toBeInTheDocument()
    act(() => void vi.advanceTimersByTime(10_000))
    expect(screen.queryByText(/You are back/)).not.toBeInTheDocument()
  })

  it('takes the confirmation back when the connection is lost once more', () => {
    const lost: ConnectionBadgeData = { ...away, state: 'unavailable' }
    const { rerender } = renderOnMantine(<ConnectionBadge variant="banner" connection={connected} />)
    rerender(<ConnectionBadge variant="banner" connection={lost} />)
    act(() => void vi.advanceTimersByTime(5000))
    rerender(<ConnectionBadge variant="banner" connection={connected} />)
    rerender(<ConnectionBadge variant="banner" connection={lost} />)
    expect(screen.queryByText(/You are back/, { selector: 'p' })).not.toBeInTheDocument()
    act(() => void vi.advanceTimersByTime(5000))
    expect(screen.getByText(/interrupted/, { selector: 'strong' })).toBeVisible()
  })

  it('counts down in the card, where the latency stands while there is one', () => {
    const retryAt = Date.now() + 12_000
    const connection: ConnectionBadgeData = { ...away, state: 'unavailable', retryAt }
    renderOnMantine(<ConnectionBadge variant="dot" connection={connection} />)
    fireEvent.click(screen.getByRole('button'))
    const card = within(screen.getByRole('dialog'))
    expect(card.getByText('Trying again in 12 s.')).toBeVisible()
    act(() => void vi.advanceTimersByTime(3000))
    expect(card.getByText('Trying again in 9 s.')).toBeVisible()
    act(() => void vi.advanceTimersByTime(9000))
    expect(card.queryByText(/Trying again/)).not.toBeInTheDocument()
  })

  it('has every figure of the connection in its card', () => {
    const samples = Array.from({ length: 60 }, (_, index) => 40 + index)
    const latencyStats = { p50: 44, p95: 104, jitter: 8, samples }
    renderOnMantine(
      <ConnectionBadge
        connection={{ ...connected, latencyStats, since: Date.now(), lastMessageAt: Date.now() }}
      />,
    )
    act(() => void vi.advanceTimersByTime(125_000))
    fireEvent.click(screen.getByRole('button'))
    const card = screen.getByRole('dialog')
    const facts = Object.fromEntries(
      [...card.querySelectorAll('dt')].map((name) => [
        name.textContent,
        name.nextElementSibling?.textContent,
      ]),
    )
    expect(facts).toEqual({
      Median: '44\u00A0ms',
      '95th percentile': '104\u00A0ms',
      Jitter: '8\u00A0ms',
      'Last message': '2\u00A0min ago',
      'Sent / received': '3 / 1,200',
      Reconnections: '1',
      'Socket id': '12.34',
    })
    expect(within(card).getByText('for 2 min')).toBeVisible()
    expect(within(card).getByText('Good')).toBeVisible()
    const sparkline = 'Latency of the last 60 samples, between 40 and 99 ms'
    expect(within(card).getByRole('img', { name: sparkline })).toBeVisible()
  })

  it('puts a banner over what a person chose only for trouble, never for a wanted disconnect', () => {
    renderOnMantine(<ConnectionBadge variant="banner" connection={{ ...away, state: 'disconnected' }} />)
    act(() => void vi.advanceTimersByTime(60_000))
    expect(screen.queryByText(/interrupted/)).not.toBeInTheDocument()
  })
})

describe('ConnectionBadge as a Mantine component', () => {
  it('takes default props, class names and styles from the theme', () => {
    const theme = createTheme({
      components: {
        ConnectionBadge: ConnectionBadge.extend({
          defaultProps: { labels: { connected: 'Verbunden' }, size: 'lg' },
          classNames: { label: 'my-label' },
          styles: { root: { margin: 7 } },
        }),
      },
    })
    render(
      <MantineProvider theme={theme} env="test">
        <ConnectionBadge connection={connected} data-testid="badge" className="mine" />
      </MantineProvider>,
    )
    expect(screen.getByText('Verbunden')).toHaveClass('my-label', 'mantine-ConnectionBadge-label')
    expect(screen.getByTestId('badge')).toHaveClass('mine', 'mantine-ConnectionBadge-root')
    expect(screen.getByTestId('badge')).toHaveStyle({ margin: '7px' })
  })

  it('leaves its own styles out when unstyled', () => {
    renderOnMantine(<ConnectionBadge connection={connected} data-testid="badge" unstyled />)
    expect(screen.getByTestId('badge').className).toBe('mantine-ConnectionBadge-root')
  })

  it('hands its ref on', () => {
    const ref = { current: null as HTMLDivElement | null }
    renderOnMantine(<ConnectionBadge connection={connected} ref={ref} data-testid="badge" />)
    expect(ref.current).toBe(screen.getByTestId('badge'))
  })
})

describe('ConnectionBadge on a provider', () => {
  let mock: MockPusher
  beforeEach(() => {
    mock = createMockPusher()
  })
  afterEach(() => mock.dispose())

  it('follows the connection and measures its latency', async () => {
    renderOnMantine(<ConnectionBadge latencyInterval={50} />, mock)
    await screen.findByText('Connected')
    expect(await screen.findByText(/^\d+ ms$/)).toBeVisible()
  })

  it('says what a refusal means, and connects again on request', async () => {
    renderOnMantine(<ConnectionBadge />, mock)
    await screen.findByText('Connected')
    act(() => mock.drop({ code: 4004 }))
    await screen.findByText('Refused')
    fireEvent.click(screen.getByRole('button'))
    const card = within(await screen.findByRole('dialog'))
    expect(card.getByText(/no connections left in its plan/)).toBeVisible()
    fireEvent.click(card.getByRole('button', { name: 'Connect' }))
    await card.findByText('Connected')
  })

  it('copies the socket id', async () => {
    const user = userEvent.setup()
    renderOnMantine(<ConnectionBadge />, mock)
    await screen.findByText('Connected')
    await user.click(screen.getByRole('button'))
    const card = within(await screen.findByRole('dialog'))
    await user.click(card.getByRole('button', { name: 'Copy socket id' }))
    expect(await card.findByRole('button', { name: 'Copied' })).toBeVisible()
    expect(await navigator.clipboard.readText()).toBe(mock.connections[0]?.socketId)
  })

  it('keeps the focus in the card when "Disconnect" goes as it is pressed', async () => {
    renderOnMantine(<ConnectionBadge />, mock)
    await screen.findByText('Connected')
    fireEvent.click(screen.getByRole('button'))
    const card = within(await screen.findByRole('dialog'))
    const disconnect = card.getByRole('button', { name: 'Disconnect' })
    disconnect.focus()
    fireEvent.click(disconnect)
    expect(await card.findByRole('button', { name: 'Connect' })).toHaveFocus()
  })

  it('stays calm through a storm of reconnections', async () => {
    renderOnMantine(<ConnectionBadge blipDelay={300} />, mock)
    await screen.findByText('Connected')
    const badge = screen.getByRole('button')
    const said = new Set<string>()
    const observer = new MutationObserver(() => {
      said.add(badge.textContent ?? '')
      said.add(screen.getByRole('status').textContent ?? '')
    })
    observer.observe(document.body, { subtree: true, childList: true, characterData: true })
    for (let drop = 0; drop < 20; drop += 1) {
      act(() => mock.drop())
      await act(() => mock.settled())
      await waitFor(() => expect(mock.connections).toHaveLength(1))
    }
    observer.disconnect()
    expect([...said].filter((text) => !/^(Connected.*|)$/.test(text))).toEqual([])
  })

  it('shows "Not connected" without an app key', () => {
    renderOnMantine(<ConnectionBadge />, mock, { appKey: '' })
    expect(screen.getByText('Not connected')).toBeVisible()
  })

  it('opens the card on a click, and closes it with Escape', async () => {
    renderOnMantine(<ConnectionBadge />, mock)
    fireEvent.click(screen.getByRole('button'))
    const card = await screen.findByRole('dialog')
    expect(within(card).getByText('Socket id')).toBeVisible()
    fireEvent.keyDown(card, { key: 'Escape' })
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
  })
})
