import { createTheme, MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import { createRef, type ReactElement } from 'react'
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
import { PusherProvider } from 'react-pusher-kit'
import { describe, expect, it } from 'vitest'
import {
  healthyBackends,
  sampleLatency,
  sampleMetrics,
  sampleUsage,
} from '../../stories/Monitoring/sample-reports.ts'

const connection: ConnectionBadgeData = {
  state: 'connected',
  isConnected: true,
  socketId: '1.1',
  error: null,
  latency: 42,
  latencyStats: { p50: null, p95: null, jitter: null, samples: [] },
  retryAt: null,
  online: true,
  stats: { messagesSent: 0, messagesReceived: 0, reconnections: 0, attempts: 1 },
  since: 0,
  lastMessageAt: null,
}
const ana = { id: 'ana', info: { name: 'Ana' }, isMe: false, seenAt: 0 }
const run = { thread: 't', type: 'run', status: null, checkpoint: null, message: null, timestamp: 0 }

/** Props of the Styles API, in the loosest form that fits them all. */
interface StylesProps {
  'data-testid'?: string
  className?: string
  classNames?: Record<string, string>
  styles?: Record<string, object>
  attributes?: Record<string, object>
  vars?: () => { root: Record<string, string> }
  unstyled?: boolean
  mod?: Record<string, unknown>
  ref?: React.Ref<HTMLDivElement>
}

/** Each component with what it needs, an inner part of it, and a CSS variable of its root, if it has one of its own. */
const components = [
  {
    Component: ConnectionBadge,
    props: { connection },
    part: 'label',
    variable: '--connection-badge-fz',
  },
  { Component: OnlineUsers, props: { members: [ana] }, part: 'avatar', variable: '--online-users-size' },
  {
    Component: TypingIndicator,
    props: { typing: [ana] },
    part: 'text',
    variable: '--typing-indicator-fz',
  },
  { Component: RunStatus, props: { events: [run] }, part: 'step', variable: '--any' },
  {
    Component: NotificationInbox,
    props: { inbox: createNotificationInbox() },
    part: 'bell',
    variable: '--any',
  },
  { Component: UsageCard, props: { data: sampleUsage(1) }, part: 'meter', variable: '--any' },
  { Component: BroadcasterStatus, props: { data: healthyBackends }, part: 'backend', variable: '--any' },
  { Component: EventMetrics, props: { data: sampleMetrics() }, part: 'table', variable: '--any' },
  { Component: LatencyHistory, props: { data: sampleLatency() }, part: 'plot', variable: '--any' },
] as const

describe.each(components)('$Component.displayName', ({ Component, props, part, variable }) => {
  const name = Component.displayName?.split('/')[1] ?? ''
  // Each component takes its own props; what is common to them is looked at here.
  const Any = Component as unknown as React.ComponentType<StylesProps & object>

  function show(more: StylesProps = {}, theme = createTheme({})) {
    const page: ReactElement = (
      <MantineProvider theme={theme} env="test">
        <PusherProvider {...createMockPusher().provider} enabled={false}>
          <Any {...props} data-testid="root" {...more} />
        </PusherProvider>
      </MantineProvider>
    )
    const { container } = render(page)
    const inner = container.querySelector<HTMLElement>(`.mantine-${name}-${part}`) as HTMLElement
    return { root: screen.getByTestId('root'), inner }
  }

  it('has static class names on its root and its parts', () => {
    const { root, inner } = show()
    expect(root).toHaveClass(`mantine-${name}-root`)
    expect(inner).toBeInTheDocument()
  })

  it('takes className, classNames, styles and attributes', () => {
    const { root, inner } = show({
      className: 'mine',
      classNames: { root: 'my-root', [part]: 'my-part' },
      styles: { [part]: { opacity: 0.5 } },
      attributes: { [part]: { 'data-mine': 'yes' } },
    })
    expect(root).toHaveClass('mine', 'my-root')
    expect(inner).toHaveClass('my-part')
    expect(inner).toHaveStyle({ opacity: '0.5' })
    expect(inner).toHaveAttribute('data-mine', 'yes')
  })

  it('leaves its own styles out when unstyled', () => {
    expect(show({ unstyled: true }).root.className).toBe(`mantine-${name}-root`)
  })

  it('hands its ref and modifiers on', () => {
    const ref = createRef<HTMLDivElement>()
    const { root } = show({ ref, mod: { mine: true } })
    expect(ref.current).toBe(root)
    expect(root).toHaveAttribute('data-mine', 'true')
  })

  it('takes default props, class names and styles from the theme', () => {
    const theme = createTheme({
      components: {
        [name]: Component.extend({
          defaultProps: { className: 'from-theme' },
          classNames: { [part]: 'theme-part' },
          styles: { root: { margin: 7 } },
        }),
      },
    })
    const { root, inner } = show({}, theme)
    expect(root).toHaveClass('from-theme')
    expect(root).toHaveStyle({ margin: '7px' })
    expect(inner).toHaveClass('theme-part')
  })

  it('takes CSS variables from `vars`', () => {
    const { root } = show({ vars: () => ({ root: { [variable]: '77px' } }) })
    expect(root.style.getPropertyValue(variable)).toBe('77px')
  })

  it('has its classes, and makes components with fixed props', () => {
    expect(typeof Component.classes['root']).toBe('string')
    const Fixed = Component.withProps({ className: 'fixed' }) as React.ComponentType<StylesProps>
    render(
      <MantineProvider env="test">
        <PusherProvider {...createMockPusher().provider} enabled={false}>
          <Fixed {...props} data-testid="fixed" />
        </PusherProvider>
      </MantineProvider>,
    )
    expect(screen.getByTestId('fixed')).toHaveClass('fixed')
  })
})
