import { act, screen, waitFor, within } from '@testing-library/react'
import { UsageCard } from 'react-pusher-kit/mantine'
import { createMockPusher } from 'react-pusher-kit/mock'
import { createPusherServer, type PusherServer } from 'react-pusher-kit/server'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { sampleUsage } from '../../../stories/Monitoring/sample-reports.ts'
import { renderOnMantine } from '../on-mantine.tsx'

afterEach(() => void vi.useRealTimers())

const widths = () =>
  [...document.querySelectorAll<HTMLElement>('[data-part][style]')].map(({ style }) =>
    Number.parseFloat(style.width),
  )

describe('UsageCard with ready data', () => {
  it('says the count, the limit and the parts', () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-01-31T19:00:00Z') })
    renderOnMantine(<UsageCard data={sampleUsage(64_200, { date: '2026-01-31' })} />)
    const meter = screen.getByRole('meter', { name: 'Messages today' })
    expect(meter).toHaveAttribute('aria-valuetext', '64,200 of 200,000, 32 %')
    expect(meter).toHaveAttribute('aria-valuenow', '64200')
    expect(screen.getByText('Plan Sandbox · Resets in 5 h')).toBeVisible()
    expect(widths()).toHaveLength(4)
    expect(widths().reduce((sum, width) => sum + width, 0)).toBeCloseTo(32.1)
    const legend = screen.getAllByRole('listitem').map(({ textContent }) => textContent)
    expect(legend).toEqual(['Published14,124', 'Delivered44,940', 'Webhooks1,926', 'Presence3,210'])
    expect(screen.queryByText('Near the limit')).toBeNull()
    expect(screen.queryByText('Cost')).toBeNull()
  })

  it('fills the bar beyond the limit, and keeps the marks in it', () => {
    renderOnMantine(<UsageCard data={sampleUsage(250_000)} />)
    expect(screen.getByText('Limit reached')).toBeVisible()
    expect(screen.getByRole('meter')).toHaveAttribute('aria-valuenow', '200000')
    expect(widths().reduce((sum, width) => sum + width, 0)).toBeCloseTo(100)
    const marks = [...document.querySelectorAll<HTMLElement>('.mantine-UsageCard-mark')]
    expect(marks.map(({ style }) => style.insetInlineStart)).toEqual(['64%', '80%'])
  })

  it.each([
    [159_900, []],
    [160_000, ['Near the limit']],
    [200_000, ['Limit reached']],
  ])('warns at %i messages with %j', (total, words) => {
    renderOnMantine(<UsageCard data={sampleUsage(total)} />)
    expect(screen.queryAllByText(/^(Near the limit|Limit reached)$/).map((node) => node.textContent)).toEqual(
      words,
    )
  })

  it('says where the count is the least that it can be', () => {
    const usage = sampleUsage(1000)
    const messages = { ...usage.messages, deliveries_known: false }
    renderOnMantine(<UsageCard data={{ ...usage, messages, shared: false }} />)
    expect(screen.getByText('at least 1,000')).toBeVisible()
    expect(screen.getByRole('meter')).toHaveAttribute('aria-valuetext', 'at least 1,000 of 200,000, 0.5 %')
    expect(screen.getByText('Of one server, since its start')).toBeVisible()
  })

  it('has no message and a plan of none', () => {
    const usage = sampleUsage(0)
    renderOnMantine(<UsageCard data={{ ...usage, limits: { messages_per_day: 0, connections: 0 } }} />)
    expect(widths()).toEqual([0, 0, 0, 0])
  })

  it('loads while there is none', () => {
    renderOnMantine(<UsageCard data={null} />)
    expect(screen.getByRole('status', { name: 'Loading' })).toBeVisible()
  })
})

it('UsageCard shows what the app’s server counts, and who may not see it', async () => {
  let roles = ['admin']
  let server: PusherServer | undefined
  const mock = createMockPusher({
    server: ({ broadcaster }) =>
      (server = createPusherServer({
        broadcaster,
        authenticate: () => ({ id: 'ada', roles }),
        log: () => undefined,
        plan: { name: 'Startup', messagesPerDay: 1000, connections: 5, price: 49 },
      })),
  })
  renderOnMantine(<UsageCard interval={1000} />, mock)
  const card = screen.getByRole('region', { name: 'Messages today' })
  expect(await within(card).findByText('$49.00 a month')).toBeVisible()
  await act(() => server?.publish('news', 'headline', { text: 'Hello' }))
  await waitFor(() => expect(screen.getByRole('meter')).toHaveAttribute('aria-valuenow', '1'))
  roles = []
  expect(await within(card).findByText('Not allowed to read this report')).toBeVisible()
  mock.dispose()
})
