import { MantineProvider } from '@mantine/core'
import { act } from '@testing-library/react'
import type { ReactElement } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { PusherProvider } from 'react-pusher-kit'
import {
  BroadcasterStatus,
  ConnectionBadge,
  type ConnectionBadgeData,
  createNotificationInbox,
  EventMetrics,
  LatencyHistory,
  NotificationInbox,
  OnlineUsers,
  RunStatus,
  TypingIndicator,
  UsageCard,
} from 'react-pusher-kit/mantine'
import { createMockPusher } from 'react-pusher-kit/mock'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  failedOver,
  sampleLatency,
  sampleMetrics,
  sampleUsage,
} from '../../stories/Monitoring/sample-reports.ts'
import { inboxItem } from './inbox-items.ts'

const now = new Date('2026-03-01T12:00:00Z').getTime()
const mock = createMockPusher()
const away: ConnectionBadgeData = {
  state: 'unavailable',
  isConnected: false,
  socketId: null,
  error: null,
  latency: null,
  latencyStats: { p50: null, p95: null, jitter: null, samples: [] },
  retryAt: now + 60_000,
  online: true,
  stats: { messagesSent: 0, messagesReceived: 0, reconnections: 0, attempts: 1 },
  since: now,
  lastMessageAt: now,
}
const people = Array.from({ length: 80 }, (_, index) => ({
  id: `user-${index}`,
  info: { name: `istanbul ${index}` },
  isMe: index === 0,
  seenAt: now - 50_000,
}))
const running = {
  thread: 't',
  type: 'run_started',
  status: 'running',
  checkpoint: null,
  message: null,
  timestamp: now,
}
const inbox = createNotificationInbox()
inbox.add(inboxItem('1', { timestamp: now }))

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now }))
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const cases: [string, () => ReactElement][] = [
  ['ConnectionBadge', () => <ConnectionBadge connection={away} />],
  ['the banner', () => <ConnectionBadge connection={away} variant="banner" />],
  ['OnlineUsers', () => <OnlineUsers members={people} max={9} />],
  ['the short list', () => <OnlineUsers members={people.slice(0, 20)} variant="list" />],
  ['the long list', () => <OnlineUsers members={people} variant="list" />],
  ['a presence channel', () => <OnlineUsers channel="presence-room" />],
  ['TypingIndicator', () => <TypingIndicator typing={people.slice(0, 2)} />],
  ['RunStatus', () => <RunStatus events={[running]} />],
  ['UsageCard', () => <UsageCard data={sampleUsage(1000, { date: '2026-03-01' })} />],
  ['BroadcasterStatus', () => <BroadcasterStatus data={failedOver} />],
  ['EventMetrics', () => <EventMetrics data={sampleMetrics('1h', now)} />],
  ['LatencyHistory', () => <LatencyHistory data={sampleLatency(now)} />],
  ['NotificationInbox', () => <NotificationInbox inbox={inbox} />],
]

describe('hydration, minutes after the server has rendered', () => {
  it.each(cases)('takes over %s without a complaint', async (_name, component) => {
    const page = (
      <MantineProvider env="test">
        <PusherProvider {...mock.provider} enabled={false}>
          {component()}
        </PusherProvider>
      </MantineProvider>
    )
    const container = document.createElement('div')
    document.body.append(container)
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
    container.innerHTML = renderToString(page)
    expect(container.textContent).not.toBe('')
    vi.setSystemTime(now + 125_000)
    const onRecoverableError = vi.fn()
    const root = await act(async () => hydrateRoot(container, page, { onRecoverableError }))
    expect(onRecoverableError).not.toHaveBeenCalled()
    expect(logged).not.toHaveBeenCalled()
    await act(async () => root.unmount())
    container.remove()
  })
})
