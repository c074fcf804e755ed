import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { LatencyHistory } from 'react-pusher-kit/mantine'
import { createMockPusher } from 'react-pusher-kit/mock'
import { describe, expect, it, onTestFinished } from 'vitest'
import { renderOnMantine } from '../on-mantine.tsx'

const now = Date.parse('2026-01-31T19:00:00Z')
const samples = [40, 44, null, 48, 200].map((ms, index) => ({ at: now + index * 60_000, ms }))

const plot = () => screen.getByRole('slider', { name: 'Latency over time' })
const figures = () =>
  [...document.querySelectorAll('.mantine-LatencyHistory-figure')].map(({ textContent }) =>
    textContent.replaceAll('\u00A0', ' '),
  )
const part = (name: string) => [...document.querySelectorAll(`.mantine-LatencyHistory-${name}`)]

describe('LatencyHistory with ready data', () => {
  it('has the figures, a line and a gap where the connection was lost', () => {
    renderOnMantine(<LatencyHistory data={samples} />)
    expect(figures()).toEqual(['Shortest40 ms', 'Median44 ms', '95 %200 ms', 'Longest200 ms'])
    expect(part('line').map((line) => line.getAttribute('d'))).toEqual(['M0 80L250 78M750 76L1000 0'])
    expect(part('loss').map((loss) => [loss.getAttribute('x'), loss.getAttribute('width')])).toEqual([
      ['500', '250'],
    ])
    expect(screen.getByText('4 round trips, connection lost 1 time')).toBeVisible()
    expect(screen.queryByText('The connection is lost')).toBeNull()
  })

  it('says each round trip and each loss to the arrow keys', () => {
    renderOnMantine(<LatencyHistory data={samples} />)
    act(() => plot().focus())
    expect(plot().getAttribute('aria-valuetext')).toMatch(/^\d\d:04:00: 200\sms$/)
    fireEvent.keyDown(plot(), { key: 'Home' })
    fireEvent.keyDown(plot(), { key: 'ArrowRight' })
    fireEvent.keyDown(plot(), { key: 'ArrowRight' })
    expect(plot().getAttribute('aria-valuetext')).toMatch(/^\d\d:02:00: connection lost$/)
    const rows = within(screen.getByRole('table', { name: 'Latency over time' })).getAllByRole('row')
    expect(rows).toHaveLength(6)
    expect(rows[3]?.textContent).toMatch(/connection lost$/)
  })

  it('says that the connection is lost', () => {
    renderOnMantine(<LatencyHistory data={samples.slice(0, 3)} />)
    expect(screen.getByRole('status')).toHaveTextContent('The connection is lost')
    expect(part('loss').map((loss) => [loss.getAttribute('x'), loss.getAttribute('width')])).toEqual([
      ['994', '6'],
    ])
  })

  it('draws a single round trip as a dot', () => {
    renderOnMantine(<LatencyHistory data={samples.slice(0, 1)} />)
    expect(part('line').map((line) => line.getAttribute('d'))).toEqual(['M0 0h0', 'M0 0h0'])
    expect(screen.getByText('1 round trip')).toBeVisible()
  })

  it('says that nothing was measured, and that it loads', () => {
    const { rerender } = renderOnMantine(<LatencyHistory data={[]} />)
    expect(screen.getByText('Not measured yet')).toBeVisible()
    rerender(<LatencyHistory data={[{ at: now, ms: null }]} />)
    expect(screen.getByText('Not measured yet')).toBeVisible()
    rerender(<LatencyHistory data={null} />)
    expect(screen.getByRole('status', { name: 'Loading' })).toBeVisible()
  })
})

it('LatencyHistory measures the connection, and has its losses', async () => {
  const mock = createMockPusher({ latency: 10 })
  onTestFinished(() => mock.dispose())
  renderOnMantine(<LatencyHistory latencyInterval={50} />, mock)
  await waitFor(() => expect(Number(plot().getAttribute('aria-valuemax'))).toBeGreaterThan(2))
  mock.drop()
  expect(await screen.findByText(/connection lost 1 time$/)).toBeVisible()
  await waitFor(() => expect(screen.queryByText('The connection is lost')).toBeNull())
})
