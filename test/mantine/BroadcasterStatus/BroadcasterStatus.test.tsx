import { act, screen, within } from '@testing-library/react'
import { BroadcasterStatus } from 'react-pusher-kit/mantine'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { failedOver, healthyBackends } from '../../../stories/Monitoring/sample-reports.ts'
import { renderOnMantine } from '../on-mantine.tsx'

afterEach(() => void vi.useRealTimers())

const rows = () =>
  within(screen.getByRole('list', { name: 'Backends' }))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent)

describe('BroadcasterStatus with ready data', () => {
  it('has the backends in the order of failover, with their state in a word', () => {
    renderOnMantine(<BroadcasterStatus data={healthyBackends} />)
    expect(rows()).toEqual([
      'pusherActivePusher Channels, cluster eu48,210 messages · 0 errors',
      'self_hostedStandbySelf-hosted0 messages · 0 errors',
    ])
    expect(screen.queryByRole('list', { name: 'Switches' })).toBeNull()
  })

  it('counts down until a backend is tried again, from when the report came', () => {
    vi.useFakeTimers({ now: Date.parse('2026-01-31T19:00:00Z') })
    renderOnMantine(<BroadcasterStatus data={failedOver} />)
    expect(rows()[0]).toMatch(/Out of quota until 00:00 UTC, in 5.h.*\(tried again in 9.min\)$/)
    expect(rows()[1]).toMatch(/\(tried again in 42.s\)$/)
    act(() => void vi.advanceTimersByTime(30_000))
    expect(rows()[1]).toMatch(/\(tried again in 12.s\)$/)
    act(() => void vi.advanceTimersByTime(30_000))
    expect(rows()[1]).toMatch(/\(tried with the next message\)$/)
  })

  it('has the switches, the newest first', () => {
    renderOnMantine(<BroadcasterStatus data={failedOver} />)
    const switches = within(screen.getByRole('list', { name: 'Switches' })).getAllByRole('listitem')
    expect(switches.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^ably → self_hosted\d/),
      expect.stringMatching(/^pusher → ably\d/),
    ])
  })

  it('announces that no backend can send, and shows states that it does not know', () => {
    const [backend] = healthyBackends.broadcasters
    const odd = { ...backend, status: 'resting', type: 'soketi' } as never
    renderOnMantine(
      <BroadcasterStatus data={{ ...healthyBackends, available_broadcasters: 0, broadcasters: [odd] }} />,
    )
    expect(screen.getByRole('alert')).toHaveTextContent('No backend can send')
    expect(rows()).toEqual([expect.stringMatching(/^pusherrestingsoketi, cluster eu/)])
  })
})
