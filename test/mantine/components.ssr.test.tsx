import { MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { PusherProvider } from 'react-pusher-kit'
import {
  BroadcasterStatus,
  ConnectionBadge,
  NotificationBridge,
  NotificationInbox,
  OnlineUsers,
  RunStatus,
  TypingIndicator,
  UsageCard,
  EventMetrics,
  LatencyHistory,
} from 'react-pusher-kit/mantine'
import { describe, expect, it } from 'vitest'

const onServer = (ui: ReactNode) =>
  renderToString(
    <MantineProvider>
      <PusherProvider appKey="key" cluster="eu">
        {ui}
      </PusherProvider>
    </MantineProvider>,
  )

describe('on a server', () => {
  it('ConnectionBadge says that it is not connected', () => {
    expect(onServer(<ConnectionBadge />)).toContain('Not connected')
  })

  it('the banner says nothing', () => {
    expect(onServer(<ConnectionBadge variant="banner" />)).not.toContain('interrupted')
  })

  it('OnlineUsers is loading', () => {
    expect(onServer(<OnlineUsers channel="presence-room" />)).toContain('aria-busy="true"')
  })

  it('NotificationInbox shows a bell without a number', () => {
    const page = onServer(<NotificationInbox />)
    expect(page).toContain('aria-label="Notifications"')
    expect(page).not.toContain('data-count')
  })

  it('NotificationBridge renders nothing', () => {
    expect(onServer(<NotificationBridge channel="private-user-42" />)).toBe(onServer(null))
  })

  it('TypingIndicator keeps its empty line', () => {
    expect(onServer(<TypingIndicator channel="presence-room" />)).toContain('TypingIndicator-root')
  })

  it('UsageCard, BroadcasterStatus and EventMetrics are loading, and LatencyHistory has nothing measured', () => {
    expect(onServer(<EventMetrics />)).toContain('aria-label="Loading"')
    expect(onServer(<LatencyHistory />)).toContain('Not measured yet')
    expect(onServer(<UsageCard />)).toContain('aria-label="Loading"')
    expect(onServer(<BroadcasterStatus />)).toContain('aria-label="Loading"')
  })

  it('RunStatus is loading', () => {
    expect(onServer(<RunStatus />)).toContain('aria-busy="true"')
  })
})
