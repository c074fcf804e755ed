import { MantineProvider } from '@mantine/core'
import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import type { ReactElement } from 'react'
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
  type OnlineUsersProps,
  type RunEvent,
  RunStatus,
  TypingIndicator,
  UsageCard,
} from 'react-pusher-kit/mantine'
import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { page } from 'vitest/browser'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  failedOver,
  sampleLatency,
  sampleMetrics,
  sampleUsage,
} from '../../stories/Monitoring/sample-reports.ts'
import { inboxItem } from './inbox-items.ts'

let mock: MockPusher
beforeEach(() => {
  mock = createMockPusher()
})
afterEach(async () => {
  cleanup()
  mock.dispose()
  document.documentElement.style.fontSize = ''
  document.documentElement.dir = 'ltr'
  await page.viewport(414, 896)
})

const connected: ConnectionBadgeData = {
  state: 'connected',
  isConnected: true,
  socketId: '218740.1093482',
  error: null,
  latency: 42,
  latencyStats: { p50: 40, p95: 90, jitter: 5, samples: [40, 90, 42] },
  retryAt: null,
  online: true,
  stats: { messagesSent: 3, messagesReceived: 1200, reconnections: 1, attempts: 2 },
  since: Date.now(),
  lastMessageAt: Date.now(),
  connect: () => {},
  disconnect: () => {},
  reconnect: () => {},
}
const away: ConnectionBadgeData = { ...connected, isConnected: false, socketId: null, latency: null }
const waiting: ConnectionBadgeData = { ...away, state: 'unavailable', retryAt: Date.now() + 900_000 }
const refused: ConnectionBadgeData = {
  ...away,
  state: 'disconnected',
  error: Object.assign(new Error('no'), { closeCode: 4001 }),
}

const people = (count: number): NonNullable<OnlineUsersProps['members']> =>
  Array.from({ length: count }, (_, index) => ({
    id: `user-${index}`,
    info: {
      name: index % 3 === 0 ? `Wolfeschlegelsteinhausenbergerdorff the ${index}th` : `دانا ${index}`,
      role: 'Design and everything else that there is to do',
    },
    isMe: index === 0,
    seenAt: Date.now() - index * 1000,
  }))
const typing = (count: number) => people(count).map(({ id, info }) => ({ id, info }))

const runs: RunEvent[] = ['a-thread-with-a-name-that-goes-on-and-on-and-on', 'short'].map((thread) => ({
  thread,
  type: 'run_started',
  status: 'running',
  checkpoint: 'cp-1',
  message: 'AVeryLongWordThatNoLineCanHoldAndThatMustBreakSomewhereOrElseThePageWillScroll',
  timestamp: Date.now(),
}))

function inboxOf(count: number) {
  const inbox = createNotificationInbox()
  for (let index = 0; index < count; index += 1) {
    const link = { label: 'Open', href: '#' }
    inbox.add(
      inboxItem(`${index}`, { timestamp: Date.now(), title: 'A title', link, kind: `kind.${index % 3}` }),
    )
  }
  return inbox
}

/** A page that goes on beside and below the component. */
function Around({ children }: { children: ReactElement }) {
  return (
    <MantineProvider env="test">
      <PusherProvider {...mock.provider}>
        <div style={{ display: 'flex' }}>
          <div data-testid="here" style={{ minWidth: 0 }}>
            {children}
          </div>
          <span data-testid="beside">beside</span>
        </div>
        <p data-testid="below">below</p>
      </PusherProvider>
    </MantineProvider>
  )
}

/** Effects have run, and whatever fades in has done so. */
async function comeToRest() {
  await new Promise(requestAnimationFrame)
  await new Promise(requestAnimationFrame)
  const finite = document.getAnimations().filter((one) => one.effect?.getTiming().iterations !== Infinity)
  // An animation that is cancelled rejects.
  await Promise.allSettled(finite.map((one) => one.finished))
}

/** Where the page around the component and these parts of it stand, in whole pixels. */
function boxes(...parts: string[]) {
  const around = ['here', 'beside', 'below'].map((name) => screen.getByTestId(name))
  const inside = parts.map((part) => document.querySelector(part))
  return [...around, ...inside].map((element) => {
    if (!element) throw new Error(`Expected ${parts.join(', ')} on the page, but one is missing.`)
    const { x, y, width, height } = element.getBoundingClientRect()
    return [x, y, width, height].map((value) => Math.round(value))
  })
}

/** States that a component may go through, and parts of it that must stay where they are. */
const journeys: [name: string, states: (() => ReactElement)[], parts: string[]][] = [
  [
    'ConnectionBadge',
    [
      () => <ConnectionBadge connection={connected} />,
      () => <ConnectionBadge connection={{ ...connected, latency: 1240 }} />,
      () => <ConnectionBadge connection={{ ...connected, latency: null }} />,
      () => <ConnectionBadge connection={{ ...away, state: 'initialized' }} />,
      () => <ConnectionBadge connection={{ ...away, state: 'connecting' }} blipDelay={0} />,
      () => <ConnectionBadge connection={waiting} blipDelay={0} />,
      () => <ConnectionBadge connection={{ ...waiting, online: false }} blipDelay={0} />,
      () => <ConnectionBadge connection={{ ...away, state: 'failed' }} />,
      () => <ConnectionBadge connection={refused} />,
    ],
    // The word moves to the middle where there is no latency beside it.
    [],
  ],
  ...(['avatars', 'list', 'count'] as const).map((variant): (typeof journeys)[number] => [
    `OnlineUsers ${variant}`,
    [
      () => <OnlineUsers variant={variant} members={people(9)} w={240} />,
      () => <OnlineUsers variant={variant} members={people(9)} w={240} isStale status="subscribing" />,
      () => (
        <OnlineUsers
          variant={variant}
          members={people(9)}
          w={240}
          isStale
          status="error"
          error={new Error('x')}
          onRetry={() => {}}
        />
      ),
      () => <OnlineUsers variant={variant} members={people(9)} w={240} />,
    ],
    [{ avatars: 'li', list: 'li', count: 'button' }[variant]],
  ]),
  ...(['avatars', 'count'] as const).map((variant): (typeof journeys)[number] => [
    `OnlineUsers ${variant} while it loads`,
    [
      () => <OnlineUsers variant={variant} members={[]} status="subscribing" w={240} />,
      ...[0, 1, 2, 9].map((count) => () => (
        <OnlineUsers variant={variant} members={people(count)} status="subscribed" w={240} />
      )),
    ],
    [],
  ]),
  [
    'TypingIndicator',
    [0, 1, 2, 3, 9].map((count) => () => <TypingIndicator typing={typing(count)} w={240} />),
    [],
  ],
  [
    'the bell',
    [0, 1, 12, 120].map((count) => () => <NotificationInbox inbox={inboxOf(count)} />),
    ['.mantine-NotificationInbox-bell svg'],
  ],
]

describe('nothing moves when a state changes', () => {
  it.each(journeys)('of %s', async (_name, states, parts) => {
    const [first, ...others] = states.map((state) => <Around key="page">{state()}</Around>)
    const { rerender } = render(first)
    await comeToRest()
    const before = boxes(...parts)
    for (const state of others) {
      rerender(state)
      await comeToRest()
      expect(boxes(...parts)).toEqual(before)
    }
  })

  it('of the banner, as it comes, changes and goes', async () => {
    const banner = (connection: ConnectionBadgeData) => (
      <Around>
        <ConnectionBadge variant="banner" bannerDelay={0} connection={connection} />
      </Around>
    )
    const { rerender } = render(banner(connected))
    const before = boxes()
    rerender(banner(waiting))
    await screen.findByText(/interrupted/, { selector: 'strong' })
    expect(boxes()).toEqual(before)
    rerender(banner(refused))
    await screen.findByText(/does not know this app key/)
    expect(boxes()).toEqual(before)
    rerender(banner(connected))
    await screen.findByText(/You are back/, { selector: 'p' })
    expect(boxes()).toEqual(before)
  })

  it('of RunStatus, as the connection goes and the history cannot be read', async () => {
    let works = true
    const fetch: typeof mock.fetch = (input, init) =>
      works ? mock.fetch(input, init) : Promise.resolve(new Response('no', { status: 500 }))
    for (const { thread, type, status } of runs) {
      mock.trigger('admin', type, { thread_id: thread, status })
    }
    render(
      <MantineProvider env="test">
        <PusherProvider {...mock.provider} fetch={fetch} onError={() => {}}>
          <RunStatus event="run_started" />
        </PusherProvider>
      </MantineProvider>,
    )
    await mock.subscribed('admin')
    mock.trigger('admin', 'run_started', { thread_id: 'live', status: 'running' })
    const run = await screen.findByRole('article', { name: 'live' })
    const top = run.getBoundingClientRect().top
    works = false
    mock.outage()
    await screen.findByText(/newer events are missing/, { selector: 'div > span' })
    expect(run.getBoundingClientRect().top).toBe(top)
    mock.restore({ reconnect: 'now' })
    await waitFor(() => expect(screen.queryByText(/newer events/, { selector: 'div > span' })).toBeNull(), {
      timeout: 10_000,
    })
    expect(run.getBoundingClientRect().top).toBe(top)
  })
})

it.each([0, 32])(
  'the notice of RunStatus covers no text in a scroll container with %i px of padding',
  async (padding) => {
    mock.trigger('admin', 'run_started', { thread_id: 'live', status: 'running' })
    render(
      <MantineProvider env="test">
        <PusherProvider {...mock.provider} onError={() => {}}>
          <div data-testid="scroller" style={{ height: 300, overflow: 'auto', padding }}>
            <RunStatus event="run_started" />
          </div>
        </PusherProvider>
      </MantineProvider>,
    )
    await mock.subscribed('admin')
    mock.trigger('admin', 'run_started', { thread_id: 'live', status: 'running' })
    const run = await screen.findByRole('article', { name: 'live' })
    mock.outage()
    const notice = (
      await screen.findByText(/newer events are missing/, { selector: 'div > span' })
    ).getBoundingClientRect()
    expect(notice.bottom).toBeLessThanOrEqual(within(run).getByText('live').getBoundingClientRect().top)
    expect(notice.top).toBeGreaterThanOrEqual(screen.getByTestId('scroller').getBoundingClientRect().top)
  },
)

describe('on a narrow page', () => {
  const narrow = (component: ReactElement, width = 300) =>
    render(
      <MantineProvider env="test">
        <PusherProvider {...mock.provider} enabled={false}>
          <div data-testid="column" style={{ display: 'flex', flexDirection: 'column', width }}>
            {component}
          </div>
        </PusherProvider>
      </MantineProvider>,
    )
  const middle = ({ top, bottom }: DOMRect) => (top + bottom) / 2
  const middleOf = ({ left, right }: DOMRect) => (left + right) / 2
  const box = (element: Element | null) => {
    if (!element) throw new Error('Expected an element, but it is not on the page.')
    return element.getBoundingClientRect()
  }

  it('the link into the log never has a line to itself, however long the thread is called', async () => {
    for (const length of [4, 14, 18, 40]) {
      const thread = 'thread-'.repeat(8).slice(0, length)
      const run: RunEvent = { ...(runs[0] as RunEvent), thread, timestamp: Date.now() - 95_000 }
      narrow(<RunStatus events={[run]} onOpenLog={() => {}} />)
      const heightOf = (part: string) => middle(box(document.querySelector(`.mantine-RunStatus-${part}`)))
      expect(Math.abs(heightOf('logLink') - heightOf('status'))).toBeLessThan(4)
      expect(Math.abs(heightOf('shape') - heightOf('thread'))).toBeLessThan(4)
      cleanup()
    }
  })

  it('the card is no wider than the page', async () => {
    await page.viewport(280, 640)
    narrow(<ConnectionBadge connection={connected} />, 260)
    screen.getByRole('button').click()
    const { left, right } = box(await screen.findByRole('dialog'))
    expect(left).toBeGreaterThanOrEqual(0)
    expect(right).toBeLessThanOrEqual(280)
  })

  it('the sentence of the next attempt stays on one line of the card', async () => {
    narrow(<ConnectionBadge connection={waiting} />)
    screen.getByRole('button').click()
    const card = await screen.findByRole('dialog')
    const sentence = await within(card).findByText(/^Trying again in \d+.min\.$/)
    expect(box(sentence).height).toBeLessThan(24)
  })

  it('right to left, a name that is cut keeps its beginning, and "+8" its sign in front', () => {
    document.documentElement.dir = 'rtl'
    const member = { ...people(1)[0], id: 'w', info: { name: 'Wolfeschlegelsteinhausenbergerdorff' } }
    narrow(
      <OnlineUsers variant="list" members={[member as NonNullable<OnlineUsersProps['members']>[number]]} />,
      240,
    )
    const name = screen.getByText(/^Wolfe/)
    expect(name.scrollWidth).toBeGreaterThan(name.clientWidth)
    expect(getComputedStyle(name).direction).toBe('ltr')
    const tag = box(screen.getByText('you'))
    expect(tag.right).toBeLessThanOrEqual(box(name).left)
    cleanup()
    narrow(<TypingIndicator typing={typing(1)} />, 160)
    expect(getComputedStyle(screen.getByText(/^Wolfe/)).direction).toBe('ltr')
    cleanup()
    narrow(<OnlineUsers members={people(12)} />)
    const text = screen.getByRole('button', { name: 'Show 8 more' })
    const sign = document.createRange()
    const [first] = [...text.childNodes].filter((node) => node.textContent?.startsWith('+'))
    if (!first) throw new Error('Expected "+8" in the button.')
    sign.setStart(first, 0)
    sign.setEnd(first, 1)
    expect(sign.getBoundingClientRect().left).toBeLessThan(middleOf(box(text)))
  })

  it('a long name gives way, what the person does stays', () => {
    const ana = { id: 'ana', info: { name: 'Anastasia Novakova' } }
    for (const [first] of [typing(1), [ana]]) {
      narrow(<TypingIndicator typing={first ? [first] : []} />, 140)
      const line = box(document.querySelector('.mantine-TypingIndicator-text'))
      const verb = box(screen.getByText('is typing'))
      expect(verb.right).toBeLessThanOrEqual(line.right)
      expect(line.right).toBeLessThanOrEqual(box(screen.getByTestId('column')).right)
      cleanup()
    }
  })

  const lost = (count: number) => {
    narrow(<OnlineUsers members={people(count)} status="error" error={new Error('x')} onRetry={() => {}} />)
    return ['avatars', 'stale'].map((part) => box(document.querySelector(`.mantine-OnlineUsers-${part}`)))
  }

  it.each([1, 2, 9])('what %i avatars are outdated by stands beside them, and covers none', (count) => {
    const [avatars, notice] = lost(count)
    expect(notice?.left).toBeGreaterThanOrEqual((avatars?.right ?? Infinity) + 6)
    expect(notice?.right).toBeLessThanOrEqual(300)
    const button = screen.getByRole('button', { name: 'Try again' })
    expect(button).toHaveAttribute('title', 'Not up to date. Try again')
  })

  it('what a count is outdated by stands inside of the component', () => {
    narrow(<OnlineUsers variant="count" members={people(9)} isStale status="subscribing" />)
    const root = box(document.querySelector('.mantine-OnlineUsers-root'))
    const notice = box(document.querySelector('.mantine-OnlineUsers-stale'))
    expect(notice.right).toBeLessThanOrEqual(root.right)
    expect(notice.left).toBeGreaterThanOrEqual(box(screen.getByRole('button')).right)
    expect(screen.getByTitle('Reconnecting')).toBeVisible()
  })

  it('members that can be pressed look like those that cannot, and their outline is not cut off', () => {
    narrow(<OnlineUsers variant="list" members={people(3)} />)
    const plain = getComputedStyle(screen.getAllByText(/Wolfe/)[0] as Element).fontSize
    cleanup()
    narrow(<OnlineUsers variant="list" members={people(3)} onMemberClick={() => {}} />)
    expect(getComputedStyle(screen.getAllByText(/Wolfe/)[0] as Element).fontSize).toBe(plain)
    screen.getByRole('group', { name: 'People online' }).focus()
    const row = screen.getByRole('button', { name: /Wolfe/ })
    row.focus({ focusVisible: true })
    expect(Number.parseFloat(getComputedStyle(row).outlineOffset)).toBeLessThan(0)
  })
})

it('shows bars as wide as texts while the inbox is loading', async () => {
  const storage = { read: () => new Promise<never>(() => {}), write: () => {}, subscribe: () => () => {} }
  const inbox = createNotificationInbox({ storage })
  await showBusy(() => <NotificationInbox inbox={inbox} />, 'Notifications')
  const bars = [...document.querySelectorAll('.mantine-NotificationInbox-loading span > div')]
  expect(bars).toHaveLength(9)
  for (const bar of bars) expect(bar.getBoundingClientRect().width).toBeGreaterThan(40)
})

/** Every component as full of things to press as it gets. */
const busy: [name: string, component: () => ReactElement, open?: string | RegExp][] = [
  ['ConnectionBadge xs', () => <ConnectionBadge connection={connected} size="xs" />, /Connected/],
  ['the dot xs', () => <ConnectionBadge connection={waiting} size="xs" variant="dot" />],
  [
    'the banner',
    () => <ConnectionBadge connection={waiting} variant="banner" bannerDelay={0} />,
    /Reconnect/,
  ],
  [
    'OnlineUsers xs',
    () => <OnlineUsers size="xs" members={people(60)} onMemberClick={() => {}} />,
    'Show 56 more',
  ],
  ['OnlineUsers sm', () => <OnlineUsers size="sm" members={people(4)} onMemberClick={() => {}} />],
  ['the list', () => <OnlineUsers variant="list" members={people(20)} onMemberClick={() => {}} />],
  ['the count', () => <OnlineUsers variant="count" members={people(60)} />, '60 online'],
  [
    'a lost channel',
    () => <OnlineUsers members={people(9)} status="error" error={new Error('x')} onRetry={() => {}} />,
  ],
  [
    'a failed channel',
    () => <OnlineUsers members={[]} status="error" error={new Error('x')} onRetry={() => {}} />,
  ],
  ['RunStatus', () => <RunStatus events={runs} maxSteps={0} onOpenLog={() => {}} />],
  ['UsageCard', () => <UsageCard data={sampleUsage(231_900)} />],
  ['BroadcasterStatus', () => <BroadcasterStatus data={failedOver} />],
  ['EventMetrics', () => <EventMetrics data={sampleMetrics()} onRangeChange={() => {}} />],
  ['LatencyHistory', () => <LatencyHistory data={sampleLatency()} />],
  ['TypingIndicator', () => <TypingIndicator typing={typing(9)} />],
  ['NotificationInbox', () => <NotificationInbox inbox={inboxOf(9)} />, 'Notifications, 9 unread'],
]

async function showBusy(component: () => ReactElement, open: string | RegExp | undefined) {
  render(
    <MantineProvider env="test">
      <PusherProvider {...mock.provider} enabled={false}>
        {component()}
      </PusherProvider>
    </MantineProvider>,
  )
  if (open) {
    const button = await screen.findByRole('button', { name: open })
    button.click()
    if (button.ariaHasPopup) await screen.findByRole('dialog')
  }
  await comeToRest()
}

describe.each(busy)('%s', (_name, component, open) => {
  it('has nothing to press that is smaller than 24 pixels, nor closer than that to the next', async () => {
    await showBusy(component, open)
    const targets = [
      ...document.querySelectorAll<HTMLElement>(
        'a[href], button, input:not([type="radio"]), [role="radiogroup"] label',
      ),
    ].filter((target) => target.checkVisibility({ visibilityProperty: true }))
    const sizes = targets.map((target) => {
      const { width, height } = target.getBoundingClientRect()
      return {
        name: target.textContent || target.ariaLabel,
        width: Math.round(width),
        height: Math.round(height),
      }
    })
    expect(sizes.filter(({ width, height }) => width < 24 || height < 24)).toEqual([])
    const steps = [...document.querySelectorAll('.mantine-OnlineUsers-avatars > li')].map(
      (item) => item.getBoundingClientRect().x,
    )
    for (let index = 1; index < steps.length; index += 1) {
      expect((steps[index] as number) - (steps[index - 1] as number)).toBeGreaterThanOrEqual(23.99)
    }
  })

  it.each([
    ['a window of 360 pixels', 360, '100%', 'ltr'],
    ['a window of 360 pixels, right to left', 360, '100%', 'rtl'],
    ['letters of twice the size', 720, '200%', 'ltr'],
  ])('stays within %s', async (_window, width, fontSize, direction) => {
    await page.viewport(width, 800)
    document.documentElement.style.fontSize = fontSize
    document.documentElement.dir = direction
    await showBusy(component, open)
    // A popover takes its place a frame after it opened.
    await waitFor(() => {
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width)
      for (const dialog of screen.queryAllByRole('dialog')) {
        const { left, right } = dialog.getBoundingClientRect()
        expect([left >= 0, right <= width]).toEqual([true, true])
      }
    })
  })
})
