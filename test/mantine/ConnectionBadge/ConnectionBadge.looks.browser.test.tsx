import { MantineProvider } from '@mantine/core'
import { cleanup, render } from '@testing-library/react'
import { ConnectionBadge, type ConnectionBadgeData } from 'react-pusher-kit/mantine'
import { afterEach, expect, it } from 'vitest'

afterEach(cleanup)

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
const away: ConnectionBadgeData = { ...connected, isConnected: false, latency: null, state: 'disconnected' }

/** The width of a pill, and the room before its icon and after its word, px. */
function measured(connection: ConnectionBadgeData) {
  const { container, unmount } = render(
    <MantineProvider>
      <ConnectionBadge connection={connection} />
    </MantineProvider>,
  )
  const part = (name: string) => container.querySelector(`.mantine-ConnectionBadge-${name}`) as HTMLElement
  const pill = part('pill').getBoundingClientRect()
  const word = document.createRange()
  word.selectNodeContents(part('label'))
  const [text] = word.getClientRects()
  const room = {
    width: pill.width,
    before: part('shape').getBoundingClientRect().left - pill.left,
    after: pill.right - (text?.right ?? 0),
  }
  unmount()
  return room
}

it.each([
  ['disconnected', away],
  ['offline', { ...away, state: 'unavailable', online: false }],
  ['refused', { ...away, error: new Error('no') }],
  ['not connected', { ...away, state: 'initialized' }],
] as const)(
  'icon and word stand in the middle of the pill while there is no latency: %s',
  (_name, connection) => {
    const { width, before, after } = measured(connection)
    expect(width).toBeCloseTo(measured(connected).width, 0)
    // The padding at the end is a little wider.
    expect(Math.abs(before - after)).toBeLessThan(8)
  },
)

it('the latency stands at the end of the pill, the icon at its start', () => {
  const { before, width } = measured(connected)
  expect(before).toBeLessThan(width * 0.1)
})
