import '@mantine/core/styles.css'
import { MantineProvider } from '@mantine/core'
import { cleanup, render, screen } from '@testing-library/react'
import type { EventMetricsReport } from 'react-pusher-kit'
import { EventMetrics } from 'react-pusher-kit/mantine'
import { afterEach, expect, it } from 'vitest'

afterEach(cleanup)

/** The texts of an element's lines, as they are wrapped. */
function linesOf(element: HTMLElement): string[] {
  const lines = new Map<number, string>()
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    for (const [index, letter] of (node.nodeValue ?? '').split('').entries()) {
      const range = document.createRange()
      range.setStart(node, index)
      range.setEnd(node, index + 1)
      const top = Math.round(range.getBoundingClientRect().top)
      lines.set(top, (lines.get(top) ?? '') + letter)
    }
  }
  return [...lines.values()]
}

function show(width: number, names: readonly string[]): HTMLElement[] {
  const data: EventMetricsReport = {
    range: '1h',
    shared: true,
    series: [{ minute: '2026-11-21T09:30', count: 3 }],
    events: names.map((event) => ({ event, count: 59_037, unique_users: 57, series: [1, 2] })),
  }
  render(
    <MantineProvider>
      <EventMetrics data={data} w={width} />
    </MantineProvider>,
  )
  return names.map((name) => screen.getByRole('rowheader', { name }))
}

it.each([316, 340, 360])('at %i px, event names wrap after separators', (width) => {
  const names = ['notification.updated', 'client-typing', 'progress_updated', 'billing:invoice.paid']
  for (const header of show(width, names)) {
    const lines = linesOf(header)
    expect(lines.join('')).toBe(header.textContent)
    expect(lines.slice(0, -1).filter((line) => !/[.\-_:]$/.test(line))).toEqual([])
  }
})

it('a long name without separators wraps anywhere and does not widen the table', () => {
  const [header] = show(320, ['x'.repeat(200)])
  const section = screen.getByRole('region')
  expect(linesOf(header as HTMLElement).length).toBeGreaterThan(3)
  expect(section.scrollWidth).toBeLessThanOrEqual(section.clientWidth)
  expect(
    screen.getByRole('table', { name: 'Events by name' }).getBoundingClientRect().right,
  ).toBeLessThanOrEqual(section.getBoundingClientRect().right)
})
