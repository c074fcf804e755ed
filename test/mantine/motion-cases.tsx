import { MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import { PusherProvider } from 'react-pusher-kit'
import {
  ConnectionBadge,
  type ConnectionBadgeData,
  OnlineUsers,
  RunStatus,
  TypingIndicator,
} from 'react-pusher-kit/mantine'
import { createMockPusher } from 'react-pusher-kit/mock'

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
  stats: { messagesSent: 0, messagesReceived: 0, reconnections: 0, attempts: 1 },
  since: 0,
  lastMessageAt: null,
}
const ana = { id: 'ana', info: { name: 'Ana' }, isMe: false, seenAt: 0 }
const running = { thread: 't', type: 'run', checkpoint: null, message: null, timestamp: 0, status: 'running' }

/** Everything that moves by itself. */
export function showMoving() {
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

/** The elements that move. */
export const moving = () =>
  document
    .getAnimations()
    .filter(({ playState }) => playState === 'running')
    .map(({ effect }) => ((effect as KeyframeEffect).target as Element).outerHTML)
