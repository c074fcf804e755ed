import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import type { EventMetricsReport } from 'react-pusher-kit'
import { EventMetrics } from 'react-pusher-kit/mantine'
import { createMockPusher } from 'react-pusher-kit/mock'
import { createPusherServer, memoryStore, type PusherServer } from 'react-pusher-kit/server'
import { libsqlStore } from 'react-pusher-kit/stores'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { sampleMetrics } from '../../../stories/Monitoring/sample-reports.ts'
import { renderOnMantine } from '../on-mantine.tsx'

const now = Date.parse('2026-01-31T19:00:30Z')
const report = (change: Partial<EventMetricsReport> = {}): EventMetricsReport => ({
  range: '5m',
  series: [3, 0, 5, 12, 1].map((count, index) => ({
    minute: new Date(now - 30_000 - (4 - index) * 60_000).toISOString(),
    count,
  })),
  events: [
    { event: 'note', count: 15, unique_users: 2, series: [1, 0, 3, 10, 1] },
    { event: 'alert', count: 6, unique_users: 9, series: [2, 0, 2, 2, 0] },
    { event: 'zap', count: 1200, unique_users: 0 },
  ],
  shared: true,
  ...change,
})

const plot = () => screen.getByRole('slider', { name: 'Events over time' })
const table = () => screen.getByRole('table', { name: 'Events by name' })
const names = () =>
  within(table())
    .getAllByRole('rowheader')
    .map(({ textContent }) => textContent)
const at = (offset: number) =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(now - offset * 60_000)

describe('EventMetrics with ready data', () => {
  it('says each bar to the arrow keys, and below the plot', () => {
    renderOnMantine(<EventMetrics data={report()} />)
    expect(screen.getByText('21 events, at most 12 in a bar')).toBeVisible()
    act(() => plot().focus())
    expect(plot()).toHaveAttribute('aria-valuetext', `${at(0)}: 1 event`)
    fireEvent.keyDown(plot(), { key: 'ArrowLeft' })
    expect(plot()).toHaveAttribute('aria-valuetext', `${at(1)}: 12 events`)
    expect(plot()).toHaveAttribute('aria-valuenow', '4')
    expect(screen.getByText(`${at(1)}: 12 events`)).toBeVisible()
    fireEvent.keyDown(plot(), { key: 'Home' })
    fireEvent.keyDown(plot(), { key: 'ArrowLeft' })
    expect(plot()).toHaveAttribute('aria-valuenow', '1')
    fireEvent.keyDown(plot(), { key: 'End' })
    fireEvent.keyDown(plot(), { key: 'ArrowRight' })
    expect(plot()).toHaveAttribute('aria-valuenow', '5')
    act(() => plot().blur())
    expect(screen.getByText('21 events, at most 12 in a bar')).toBeVisible()
  })

  it('turns the arrow keys around in a page from right to left', () => {
    document.documentElement.dir = 'rtl'
    onTestFinished(() => document.documentElement.removeAttribute('dir'))
    renderOnMantine(<EventMetrics data={report()} />)
    act(() => plot().focus())
    fireEvent.keyDown(plot(), { key: 'ArrowRight' })
    expect(plot()).toHaveAttribute('aria-valuenow', '4')
    fireEvent.keyDown(plot(), { key: 'ArrowLeft' })
    expect(plot()).toHaveAttribute('aria-valuenow', '5')
  })

  it('says the bar below the pointer, until it leaves', () => {
    renderOnMantine(<EventMetrics data={report()} />)
    vi.spyOn(plot().querySelector('svg') as SVGElement, 'getBoundingClientRect').mockReturnValue({
      left: 100,
      width: 500,
    } as DOMRect)
    fireEvent.pointerMove(plot(), { clientX: 330 })
    expect(plot()).toHaveAttribute('aria-valuenow', '3')
    expect(screen.getByText(`${at(2)}: 5 events`)).toBeVisible()
    fireEvent.pointerLeave(plot())
    expect(screen.getByText('21 events, at most 12 in a bar')).toBeVisible()
  })

  it('has every bar in a table for screen readers', () => {
    renderOnMantine(<EventMetrics data={report()} />)
    const rows = within(screen.getByRole('table', { name: 'Events over time' })).getAllByRole('row')
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      'TimeCount',
      `${at(4)}3`,
      `${at(3)}0`,
      `${at(2)}5`,
      `${at(1)}12`,
      `${at(0)}1`,
    ])
  })

  it('sorts the events by each column, the numbers from the greatest', async () => {
    renderOnMantine(<EventMetrics data={report()} />)
    const heading = (name: string) => within(table()).getByRole('columnheader', { name })
    const sort = (name: string) => userEvent.click(within(table()).getByRole('button', { name }))
    expect(names()).toEqual(['zap', 'note', 'alert'])
    expect(heading('Count')).toHaveAttribute('aria-sort', 'descending')
    await sort('Count')
    expect(names()).toEqual(['alert', 'note', 'zap'])
    expect(heading('Count')).toHaveAttribute('aria-sort', 'ascending')
    await sort('Users')
    expect(names()).toEqual(['alert', 'note', 'zap'])
    await sort('Event')
    expect(names()).toEqual(['alert', 'note', 'zap'])
    await sort('Event')
    expect(names()).toEqual(['zap', 'note', 'alert'])
    expect(heading('Count')).not.toHaveAttribute('aria-sort')
    expect(within(table()).getByRole('img', { name: 'between 0 and 10' })).toBeVisible()
    expect(within(table()).getAllByRole('img')).toHaveLength(2)
  })

  it('puts the minutes of a day together, and the days of a month side by side', () => {
    const { rerender } = renderOnMantine(<EventMetrics data={sampleMetrics('24h', now)} />)
    expect([48, 49]).toContain(Number(plot().getAttribute('aria-valuemax')))
    rerender(<EventMetrics data={sampleMetrics('30d', now)} />)
    expect(plot()).toHaveAttribute('aria-valuemax', '30')
    expect(plot().getAttribute('aria-valuetext')).toMatch(/^31 Jan: [\d,]+ events$/)
    rerender(<EventMetrics data={sampleMetrics('1y', now)} />)
    expect(Number(plot().getAttribute('aria-valuemax'))).toBeLessThanOrEqual(60)
  })

  it('says that there were none, that it loads, and that one server counts alone', () => {
    const { rerender } = renderOnMantine(<EventMetrics data={report({ events: [], series: [] })} />)
    expect(screen.getByText('No events in this range')).toBeVisible()
    expect(screen.queryByRole('slider')).toBeNull()
    rerender(<EventMetrics data={null} />)
    expect(screen.getByRole('status', { name: 'Loading' })).toBeVisible()
    rerender(<EventMetrics data={report({ shared: false })} />)
    expect(screen.getByText('Of one server, since its start')).toBeVisible()
  })

  it('has ranges where the app follows them', async () => {
    const chosen = vi.fn()
    const { rerender } = renderOnMantine(<EventMetrics data={report()} />)
    expect(screen.queryByRole('radiogroup')).toBeNull()
    rerender(<EventMetrics data={report()} range="5m" onRangeChange={chosen} />)
    expect(screen.getByRole('radio', { name: '5 m' })).toBeChecked()
    await userEvent.click(screen.getByRole('radio', { name: '30 d' }))
    expect(chosen).toHaveBeenCalledWith('30d')
    expect(screen.getByRole('radio', { name: '5 m' })).toBeChecked()
  })
})

describe('EventMetrics of the app’s server', () => {
  function start(store = memoryStore(), roles = () => ['admin']) {
    let server: PusherServer | undefined
    const mock = createMockPusher({
      server: ({ broadcaster }) =>
        (server = createPusherServer({
          broadcaster,
          store,
          authenticate: () => ({ id: 'ada', roles: roles() }),
          log: () => undefined,
        })),
    })
    onTestFinished(() => mock.dispose())
    return { mock, track: (event: string, user: string) => server?.track('news', event, user) }
  }

  it('follows what is published, in each range', async () => {
    const store = libsqlStore({ file: ':memory:' })
    onTestFinished(() => store.close())
    const { mock, track } = start(store)
    renderOnMantine(<EventMetrics interval={1000} />, mock)
    expect(await screen.findByText('No events in this range')).toBeVisible()
    for (const user of ['ana', 'ben', 'ana']) track('headline', user)
    await waitFor(() => expect(names()).toEqual(['headline']))
    expect(
      within(table())
        .getAllByRole('cell')
        .map(({ textContent }) => textContent),
    ).toEqual(['3', '2', ''])
    await userEvent.click(screen.getByRole('radio', { name: '7 d' }))
    await waitFor(() => expect(plot()).toHaveAttribute('aria-valuemax', '7'))
    expect(names()).toEqual(['headline'])
  })

  it('says why there are no days, and who may not see it', async () => {
    let roles = ['admin']
    const { mock } = start(memoryStore(), () => roles)
    renderOnMantine(<EventMetrics interval={1000} defaultRange="30d" />, mock)
    expect(await screen.findByText(/^Days need a store with counters/)).toBeVisible()
    roles = []
    await userEvent.click(screen.getByRole('radio', { name: '1 h' }))
    expect(await screen.findByText('Not allowed to read this report')).toBeVisible()
  })
})
