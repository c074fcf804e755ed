import { MantineProvider } from '@mantine/core'
import type { ReactElement } from 'react'
import { renderToString } from 'react-dom/server'
import { PusherProvider } from 'react-pusher-kit'
import {
  BroadcasterStatus,
  ConnectionBadge,
  EventMetrics,
  LatencyHistory,
  LogViewer,
  NotificationBridge,
  NotificationInbox,
  OnlineUsers,
  RunStatus,
  TypingIndicator,
  UsageCard,
} from 'react-pusher-kit/mantine'
import { afterEach, expect, it, vi } from 'vitest'

const unstable = (name: string) => () => {
  throw new Error(`Expected a render without ${name} but it was called.`)
}

afterEach(() => {
  vi.restoreAllMocks()
})

// With Cache Components, `next build` fails when a client component reads one of these in a prerender.
it.each<[string, ReactElement]>([
  ['BroadcasterStatus', <BroadcasterStatus key="" />],
  ['ConnectionBadge', <ConnectionBadge key="" />],
  ['EventMetrics', <EventMetrics key="" />],
  ['LatencyHistory', <LatencyHistory key="" />],
  ['LogViewer', <LogViewer key="" channel="logs" event="log" />],
  ['NotificationBridge', <NotificationBridge key="" channel="private-user-42" />],
  ['NotificationInbox', <NotificationInbox key="" />],
  ['OnlineUsers', <OnlineUsers key="" channel="presence-room" />],
  ['RunStatus', <RunStatus key="" />],
  ['TypingIndicator', <TypingIndicator key="" channel="presence-room" />],
  ['UsageCard', <UsageCard key="" />],
])('a server render of %s reads neither the clock nor random numbers', (_, ui) => {
  vi.spyOn(Date, 'now').mockImplementation(unstable('Date.now()'))
  vi.spyOn(Math, 'random').mockImplementation(unstable('Math.random()'))
  vi.spyOn(crypto, 'randomUUID').mockImplementation(unstable('crypto.randomUUID()'))
  const page = (
    <MantineProvider>
      <PusherProvider appKey="key" cluster="eu">
        {ui}
      </PusherProvider>
    </MantineProvider>
  )
  expect(() => renderToString(page)).not.toThrow()
})
