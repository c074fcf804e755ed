import { act, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { defineChannels, type } from 'react-pusher-kit/channels'
import { createMockPusher } from 'react-pusher-kit/mock'
import { expect, it, onTestFinished } from 'vitest'
import { Delivery } from '../../examples/docs/components/BroadcasterStatus.tsx'
import { Header } from '../../examples/docs/components/ConnectionBadge.tsx'
import { Throughput } from '../../examples/docs/components/EventMetrics.tsx'
import { Speed } from '../../examples/docs/components/LatencyHistory.tsx'
import { BuildLog } from '../../examples/docs/components/LogViewer.tsx'
import { UserNotifications } from '../../examples/docs/components/Notifications.tsx'
import { Team } from '../../examples/docs/components/OnlineUsers.tsx'
import { Workflows } from '../../examples/docs/components/RunStatus.tsx'
import { Reply } from '../../examples/docs/components/TypingIndicator.tsx'
import { Quota } from '../../examples/docs/components/UsageCard.tsx'
import { failedOver, sampleMetrics, sampleUsage } from '../../stories/Monitoring/sample-reports.ts'
import { renderOnMantine } from '../mantine/on-mantine.tsx'

const channels = defineChannels({
  'private-build': { events: { line: type<object>() }, persist: true },
  'private-admin': { events: { admin_event: type<object>() }, persist: true },
  'private-account-{userId}': { events: { 'invoice.paid': type<object>() } },
  'presence-room-{room}': { events: {}, clientEvents: { 'client-activity': type<object>() } },
})

function startMock() {
  const mock = createMockPusher({ channels, user: { id: 'ada', info: { name: 'Ada' } } })
  onTestFinished(() => mock.dispose())
  return mock
}

it('LogViewer begins with the levels that the app asks for', async () => {
  const mock = startMock()
  mock.trigger('private-build', 'line', { text: 'all is well', level: 'info' })
  mock.trigger('private-build', 'line', { text: 'disk is full', level: 'error' })
  renderOnMantine(<BuildLog channel="private-build" />, mock, { channels })
  expect(await screen.findByText('1 of 2 lines')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: /^Info/ }))
  expect(await screen.findByText('all is well')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: /^Info/ }))
  expect(await screen.findByText('2 lines')).toBeVisible()
})

it('OnlineUsers follows who is clicked', async () => {
  const mock = startMock()
  renderOnMantine(<Team channel="presence-room-tea" />, mock, { channels })
  await act(() => mock.subscribed('presence-room-tea'))
  mock.join('presence-room-tea', { id: 'bob', info: { name: 'Bob' } })
  const rows = await screen.findAllByRole('button', { name: /Bob/ })
  await userEvent.click(rows.at(-1) as HTMLElement)
  expect(screen.getByText('Following bob')).toBeVisible()
})

it('ConnectionBadge says the state', async () => {
  renderOnMantine(<Header />, startMock())
  expect(await screen.findByText('Connected')).toBeVisible()
})

it('NotificationBridge fills the inbox with a link', async () => {
  localStorage.clear()
  const mock = startMock()
  renderOnMantine(<UserNotifications userId="ada" />, mock, { channels })
  await act(() => mock.subscribed('private-account-ada'))
  mock.trigger('private-account-ada', 'invoice.paid', { number: '17', url: '/invoices/17' })
  expect(await screen.findByText('Invoice 17')).toBeVisible()
  expect(await screen.findByRole('button', { name: 'Notifications, 1 unread' })).toBeVisible()
})

it('TypingIndicator names who types', async () => {
  const mock = startMock()
  renderOnMantine(<Reply channel="presence-room-tea" />, mock, { channels })
  await act(() => mock.subscribed('presence-room-tea'))
  const bob = mock.join('presence-room-tea', { id: 'bob', info: { name: 'Bob' } })
  bob.trigger('client-typing', { typing: true })
  expect(await screen.findByText('Bob is typing', { selector: '[title]' })).toBeVisible()
  await userEvent.type(screen.getByRole('textbox', { name: 'Reply' }), 'hi')
  await expect
    .poll(() => mock.frames.some(({ event, direction }) => event === 'client-typing' && direction === 'sent'))
    .toBe(true)
})

it('RunStatus opens the log of a run', async () => {
  const mock = startMock()
  for (const thread of ['build-8', 'build-9']) {
    mock.trigger('private-build', 'line', { text: thread, thread_id: thread })
    mock.trigger('private-admin', 'admin_event', {
      type: 'run_event',
      data: { thread_id: thread, event_type: 'run_started', status: 'running' },
    })
  }
  renderOnMantine(<Workflows />, mock, { channels })
  expect(await screen.findByText('2 lines')).toBeVisible()
  const [openLog] = await screen.findAllByRole('button', { name: 'Open log' })
  await userEvent.click(openLog as HTMLElement)
  expect(await screen.findByText('1 of 2 lines')).toBeVisible()
})

it('UsageCard and BroadcasterStatus show the reports of the server', async () => {
  const mock = startMock()
  mock.http({ route: '/api/v1/pusher/usage', status: 200, body: sampleUsage(64_200) })
  mock.http({ route: '/admin/broadcaster-status', status: 200, body: failedOver })
  renderOnMantine(
    <>
      <Quota />
      <Delivery />
    </>,
    mock,
  )
  expect(await screen.findByText('64,200')).toBeVisible()
  expect(await screen.findByText('self_hosted')).toBeVisible()
})

it('EventMetrics shows the report of the server, LatencyHistory the round trips of the connection', async () => {
  const mock = startMock()
  mock.http({ route: '/api/v1/pusher/metrics', status: 200, body: sampleMetrics('24h') })
  renderOnMantine(
    <>
      <Throughput />
      <Speed />
    </>,
    mock,
  )
  expect(await screen.findByText('progress.updated')).toBeVisible()
  expect(await screen.findByRole('slider', { name: 'Latency over time' })).toBeVisible()
})
