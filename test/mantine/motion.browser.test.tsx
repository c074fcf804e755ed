import { MantineProvider } from '@mantine/core'
import { cleanup, render, screen } from '@testing-library/react'
import { PusherProvider } from 'react-pusher-kit'
import {
  ConnectionBadge,
  type ConnectionBadgeData,
  OnlineUsers,
  RunStatus,
  TypingIndicator,
} from 'react-pusher-kit/mantine'
import { createMockPusher } from 'react-pusher-kit/mock'
import { cdp } from 'vitest/browser'
import { afterEach, expect, it } from 'vitest'

const mock = createMockPusher()
const connecting: ConnectionBadgeData = {
  state: 'connecting',
  isConnected: false,
  socketId: null,
  error: null,
  latency: null,
  latencyStats: { p50: null, p95: null, jitter: null, samples: [] },
  retryAt: null,
  online: true,
  stats: { messagesSent: 0, messagesReceived: 0, reconnections: 0 },
  since: 0,
  lastMessageAt: null,
}
const ana = { id: 'ana', info: { name: 'Ana' }, isMe: false, seenAt: 0 }
const running = { thread: 't', type: 'run', checkpoint: null, message: null, timestamp: 0, status: 'running' }

const prefer = (motion: 'reduce' | 'no-preference') =>
  (cdp() as { send(method: string, params: object): Promise<unknown> }).send('Emulation.setEmulatedMedia', {
    features: [{ name: 'prefers-reduced-motion', value: motion }],
  })
afterEach(async () => {
  cleanup()
  await prefer('no-preference')
})

/** Everything that moves by itself. */
function show() {
  render(
    <MantineProvider>
      <PusherProvider {...mock.provider} enabled={false}>
        <ConnectionBadge connection={connecting} />
        <OnlineUsers members={[ana]} />
        <OnlineUsers members={[]} status="subscribing" />
        <OnlineUsers members={[ana]} variant="list" />
        <TypingIndicator typing={[ana]} />
        <RunStatus events={[running]} />
      </PusherProvider>
    </MantineProvider>,
  )
  return screen.findByText('Ana is typing', { selector: '[title]' })
}

const moving = () =>
  document
    .getAnimations()
    .filter(({ playState }) => playState === 'running')
    .map(({ effect }) => ((effect as KeyframeEffect).target as Element).outerHTML)

it('moves while something goes on', async () => {
  await show()
  expect(moving().length).toBeGreaterThan(3)
})

it('moves nothing for who prefers it so', async () => {
  await prefer('reduce')
  await show()
  expect(moving()).toEqual([])
})
