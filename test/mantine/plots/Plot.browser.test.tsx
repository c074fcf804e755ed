import { MantineProvider } from '@mantine/core'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { EventMetrics, LatencyHistory } from 'react-pusher-kit/mantine'
import { afterEach, describe, expect, it } from 'vitest'
import { sampleLatency, sampleMetrics } from '../../../stories/Monitoring/sample-reports.ts'

afterEach(() => {
  cleanup()
  document.documentElement.dir = 'ltr'
})

const plot = (name: string) => screen.getByRole('slider', { name })
const part = (name: string) =>
  document.querySelector<SVGGraphicsElement>(`[class*="${name}"]`) as SVGGraphicsElement

function show(direction: 'ltr' | 'rtl') {
  document.documentElement.dir = direction
  render(
    <MantineProvider env="test">
      <EventMetrics data={sampleMetrics()} maw={600} />
      <LatencyHistory data={sampleLatency()} maw={600} />
    </MantineProvider>,
  )
}

describe.each(['ltr', 'rtl'] as const)('a plot in a page %s', (direction) => {
  it.each(['Events over time', 'Latency over time'])('says what is below the pointer: %s', (name) => {
    show(direction)
    const last = Number(plot(name).getAttribute('aria-valuemax'))
    const { left, right } = (plot(name).querySelector('svg') as SVGElement).getBoundingClientRect()
    fireEvent.pointerMove(plot(name), { clientX: left + 1 })
    expect(plot(name)).toHaveAttribute('aria-valuenow', direction === 'ltr' ? '1' : `${last}`)
    fireEvent.pointerMove(plot(name), { clientX: right - 1 })
    expect(plot(name)).toHaveAttribute('aria-valuenow', direction === 'ltr' ? `${last}` : '1')
    const cursor = part('cursor').getBoundingClientRect()
    // Firefox counts the width of a line in.
    expect(Math.abs(cursor.right - right)).toBeLessThan(4)
  })

  it('has its oldest point where the text begins, and its numbers where it ends', () => {
    show(direction)
    const { left, right } = plot('Latency over time').getBoundingClientRect()
    const middle = (left + right) / 2
    // The loss is a little after the middle of the hour.
    const loss = part('-loss').getBoundingClientRect()
    const tick = part('-tick').getBoundingClientRect()
    expect(loss.left > middle).toBe(direction === 'ltr')
    expect(tick.left > middle).toBe(direction === 'ltr')
  })
})
