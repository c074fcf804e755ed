import { screen, within } from '@testing-library/react'
import { createElement } from 'react'
import { BroadcasterStatus, EventMetrics, LatencyHistory, UsageCard } from 'react-pusher-kit/mantine'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  failedOver,
  sampleLatency,
  sampleMetrics,
  sampleUsage,
} from '../../../stories/Monitoring/sample-reports.ts'
import { renderOnMantine } from '../on-mantine.tsx'

afterEach(() => void vi.restoreAllMocks())

const odd = {
  object: { toString: null },
  symbol: Symbol('odd'),
  list: [1],
  null: null,
  missing: undefined,
  NaN: Number.NaN,
  infinite: Infinity,
  negative: -1,
  huge: 1e300,
  constructor: 'constructor',
  __proto__of: '__proto__',
}

/** Each value of a report in turn replaced, at every depth. */
function* replaced(value: unknown, by: unknown): Generator {
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    const copy = Array.isArray(value) ? [...value] : { ...value }
    for (const changed of [by, ...replaced(inner, by)]) {
      Reflect.set(copy, key, changed)
      yield Array.isArray(copy) ? [...copy] : { ...copy }
    }
  }
}

const metrics = { ...sampleMetrics('5m'), shared: false }
metrics.events = metrics.events.slice(0, 2).map((event) => ({ ...event, series: [1, 2] }))
const reports = [
  ['UsageCard', UsageCard, sampleUsage(1000), 'region'],
  ['BroadcasterStatus', BroadcasterStatus, failedOver, 'list'],
  ['EventMetrics', EventMetrics, metrics, 'region'],
  ['LatencyHistory', LatencyHistory, sampleLatency().slice(68, 72), 'region'],
] as const

describe.each(reports)('%s', (_, component, report) => {
  it.each(Object.entries(odd))('shows a report with %s in the place of any value', (_name, value) => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
    const Any = component as React.ComponentType<{ data: unknown }>
    for (const data of replaced(report, value)) {
      const { container, unmount } = renderOnMantine(createElement(Any, { data }))
      expect(container.querySelector('section')).not.toBeNull()
      expect(container.innerHTML).not.toMatch(/NaN|Infinity|undefined|\[object|-\d+ ?%/)
      unmount()
    }
    expect(logged).not.toHaveBeenCalled()
  })

  it.each([[{}], [[]], ['text'], [7]])('shows %j', (data) => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
    const Any = component as React.ComponentType<{ data: unknown }>
    const { container } = renderOnMantine(createElement(Any, { data }))
    expect(container.querySelector('section')).not.toBeNull()
    expect(logged).not.toHaveBeenCalled()
  })
})

it('EventMetrics takes any name of an event, twice too, and 10 000 of them', () => {
  const names = ['constructor', '__proto__', 'hasOwnProperty', 'constructor', '', '<script>', '\u202e']
  const event = (name: string, index: number) => ({ event: name, count: 10_000 - index, unique_users: 1 })
  const { rerender } = renderOnMantine(<EventMetrics data={{ ...metrics, events: names.map(event) }} />)
  const table = () => screen.getByRole('table', { name: 'Events by name' })
  const rows = () =>
    within(table())
      .getAllByRole('rowheader')
      .map(({ textContent }) => textContent)
  expect(rows()).toEqual(names)
  const many = Array.from({ length: 10_000 }, (_, index) => event(`event ${index}`, index))
  rerender(<EventMetrics data={{ ...metrics, events: many }} />)
  expect(rows()).toHaveLength(100)
  expect(screen.getByText('and 9,900 more')).toBeVisible()
})

it('EventMetrics takes a series of any length, and counts below 0 as none', () => {
  const series = Array.from({ length: 100_000 }, (_, index) => ({
    minute: new Date(index * 60_000).toISOString(),
    count: index % 2 ? -5 : 1,
  }))
  renderOnMantine(<EventMetrics data={{ ...metrics, series }} />)
  expect(Number(screen.getByRole('slider').getAttribute('aria-valuemax'))).toBeLessThanOrEqual(61)
  expect(screen.getByText(/^5,000 events/)).toBeVisible()
})

it('LatencyHistory shows the newest 500 of any number, in the order of their times', () => {
  const samples = Array.from({ length: 10_000 }, (_, index) => ({ at: 10_000 - index, ms: index }))
  renderOnMantine(<LatencyHistory data={samples} />)
  expect(screen.getByText('500 round trips')).toBeVisible()
})
