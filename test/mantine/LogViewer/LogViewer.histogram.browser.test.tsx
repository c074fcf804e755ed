import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createEventLog, type Level, type WritableEventLog } from 'react-pusher-kit'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { frame, rows, scrollUp, settle, show } from './shown-log.tsx'

afterEach(cleanup)

const start = Date.UTC(2026, 10, 21, 9, 30)

/** A line a second from a second on; every tenth is an error. */
function appendSeconds(log: WritableEventLog, from: number, to: number): void {
  for (let second = from; second < to; second += 1) {
    const level: Level = second % 10 === 0 ? 'error' : 'info'
    const data = { text: `second ${second}`, level }
    log.append({ seq: second + 1, event: 'log', data, timestamp: start + second * 1000 })
  }
}

/** An engine captures only a pointer that it has seen; the pointers of these tests are made up. */
beforeEach(() => {
  vi.spyOn(Element.prototype, 'setPointerCapture').mockImplementation(() => {})
})
afterEach(() => {
  vi.restoreAllMocks()
})

function shown(seconds: number, props?: Parameters<typeof show>[1]) {
  const log = createEventLog()
  appendSeconds(log, 0, seconds)
  return { ...show(0, { log, defaultUtc: true, ...props }), log }
}

const chart = (): HTMLElement => screen.getByRole('slider', { name: 'Lines over time' })
const said = (): string | null => chart().getAttribute('aria-valuetext')
const bars = (level: Level): number =>
  (chart().querySelector(`[data-level='${level}']`)?.getAttribute('d')?.match(/M/g) ?? []).length

it('draws lines by time and level, and adds new lines', async () => {
  const { log } = shown(120)
  await waitFor(() => {
    expect(bars('info')).toBe(108)
  })
  expect(bars('error')).toBe(12)
  expect(bars('warn')).toBe(0)
  appendSeconds(log, 120, 150)
  await waitFor(() => {
    expect(bars('error')).toBe(15)
  })
})

it('draws bars together with the first lines of an empty log', async () => {
  const { log } = shown(0)
  await settle()
  appendSeconds(log, 0, 120)
  while (rows().length === 0) await frame()
  for (let count = 0; count < 3; count += 1) await frame()
  expect(bars('info')).toBe(108)
})

it('a click on a slot filters by its time, and the chip removes the filter', async () => {
  shown(600)
  await waitFor(() => {
    expect(bars('info')).toBeGreaterThan(100)
  })
  const { left, width, top } = chart().getBoundingClientRect()
  const at = { clientX: left + width / 2, clientY: top + 10, button: 0, pointerId: 1 }
  fireEvent.pointerMove(chart(), at)
  await waitFor(() => {
    expect(said()).toMatch(/^09:3\d:\d\d – 09:3\d:\d\d: 5 lines/)
  })
  fireEvent.pointerDown(chart(), at)
  fireEvent.pointerUp(chart(), at)
  await screen.findByText('5 of 600 lines')
  await userEvent.click(screen.getByTitle('Show all times'))
  await screen.findByText('600 lines')
})

it('a drag in any direction selects a time range', async () => {
  shown(600)
  await waitFor(() => {
    expect(bars('info')).toBeGreaterThan(100)
  })
  const { left, width, top } = chart().getBoundingClientRect()
  const at = (share: number) => ({ clientX: left + width * share, clientY: top + 5, button: 0, pointerId: 1 })
  fireEvent.pointerDown(chart(), at(0.75))
  fireEvent.pointerMove(chart(), at(0.5))
  fireEvent.pointerMove(chart(), at(0.2501))
  fireEvent.pointerUp(chart(), at(0.2501))
  await screen.findByText('305 of 600 lines')
  await waitFor(() => {
    expect(bars('info')).toBeGreaterThan(150)
  })
})

it('keys select like the pointer', async () => {
  const { scroller } = shown(120)
  await waitFor(() => {
    expect(bars('info')).toBe(108)
  })
  chart().focus()
  await userEvent.keyboard('{Home}')
  expect(said()).toBe('09:30:00 – 09:30:01: 1 line, 1 error')
  await userEvent.keyboard('{ArrowRight}{ArrowRight}{Shift>}{ArrowRight}{ArrowRight}{/Shift}')
  expect(said()).toBe('09:30:02 – 09:30:05: 3 lines')
  await userEvent.keyboard('{Enter}')
  await screen.findByText('3 of 120 lines')
  expect(chart()).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await screen.findByText('120 lines')
  await userEvent.keyboard('{End}{ArrowLeft}')
  expect(said()).toMatch(/09:31:58/)
  scroller.focus()
  await waitFor(() => {
    expect(said()).toBe('09:30:00 – 09:32:00: 120 lines, 12 errors')
  })
})

it('applies filters, and counts each repeated line at its own time', async () => {
  const log = createEventLog()
  for (let second = 0; second < 60; second += 1) {
    log.append({
      seq: second,
      event: 'log',
      data: { text: 'same', level: 'info' },
      timestamp: start + second * 1000,
    })
  }
  appendSeconds(log, 60, 120)
  show(0, { log, defaultCollapse: true })
  await waitFor(() => {
    expect(bars('info')).toBe(114)
  })
  await userEvent.click(screen.getByRole('button', { name: /^Info/ }))
  await waitFor(() => {
    expect(bars('error')).toBe(0)
  })
  expect(bars('info')).toBe(114)
})

it('marks the times of the lines in view', async () => {
  const { scroller } = shown(1200)
  await waitFor(() => {
    expect(bars('info')).toBeGreaterThan(100)
  })
  const view = (): DOMRect => (chart().lastElementChild as HTMLElement).getBoundingClientRect()
  const box = chart().getBoundingClientRect()
  await waitFor(() => {
    expect(view().right).toBeGreaterThan(box.right - box.width * 0.05)
  })
  scroller.focus()
  await userEvent.keyboard('g')
  await settle()
  expect(view().left).toBeLessThan(box.left + 2)
  await scrollUp(scroller, -9000)
  expect(view().left).toBeGreaterThan(box.left + box.width * 0.2)
})

it('can be switched off and on, and reserves its height from the start', async () => {
  const log = createEventLog()
  const { scroller } = show(0, { log })
  await settle()
  const { top } = scroller.getBoundingClientRect()
  appendSeconds(log, 0, 50)
  await waitFor(() => {
    expect(bars('info')).toBeGreaterThan(10)
  })
  expect(scroller.getBoundingClientRect().top).toBe(top)
  await userEvent.click(screen.getByRole('button', { name: 'Options' }))
  await userEvent.click(await screen.findByRole('menuitemcheckbox', { name: 'Lines over time' }))
  expect(screen.queryByRole('slider')).toBeNull()
  expect(scroller.getBoundingClientRect().top).toBeLessThan(top)
})

it('renders the bars in the first frame with lines', async () => {
  shown(120)
  await frame()
  expect(bars('info')).toBe(108)
})

it('without lines shows an empty base line that is not interactive', async () => {
  const { log } = shown(0)
  await settle()
  expect(chart()).toHaveAttribute('aria-disabled', 'true')
  const baseline = (): string => getComputedStyle(chart(), '::before').backgroundImage
  expect(baseline()).toContain('gradient')
  expect(getComputedStyle(chart()).cursor).toBe('default')
  appendSeconds(log, 0, 50)
  await waitFor(() => {
    expect(bars('info')).toBeGreaterThan(10)
  })
  expect(baseline()).toBe('none')
  expect(chart()).toHaveAttribute('aria-disabled', 'false')
})

it('counts a line of last year at the edge, so that the other lines keep several bars', async () => {
  const log = createEventLog()
  log.append({ seq: 1, event: 'log', data: { text: 'old' }, timestamp: start - 31_536_000_000 })
  appendSeconds(log, 1, 121)
  show(0, { log, defaultUtc: true })
  await waitFor(() => {
    expect(bars('info')).toBe(108)
  })
  expect(screen.getByText('1 earlier')).toBeVisible()
  expect(said()).toBe('09:30:01 – 09:32:01: 120 lines, 12 errors, 1 earlier')
  const mark = chart().querySelector('[data-side="before"]')?.getBoundingClientRect()
  expect(mark?.left).toBe(chart().getBoundingClientRect().left)
  expect(mark?.width).toBeGreaterThan(4)
  expect(chart().querySelector('[data-side="after"]')).toBeNull()
})

it('shows dates on the axis, in texts and on the chip if the log spans several days', async () => {
  const log = createEventLog()
  for (let hour = 0; hour < 72; hour += 1) {
    log.append({ seq: hour, event: 'log', data: { text: 'x' }, timestamp: start + hour * 3_600_000 })
  }
  show(0, { log, defaultUtc: true })
  await waitFor(() => {
    expect(said()).toBe('2026-11-21 09:30 – 2026-11-24 09:00: 72 lines')
  })
  chart().focus()
  await userEvent.keyboard('{Home}{Shift>}{End}{ArrowLeft}{/Shift}{Enter}')
  expect(await screen.findByTitle('Show all times')).toHaveTextContent(
    /^2026-11-21 09:30 – 2026-11-24 0\d:\d0$/,
  )
})
