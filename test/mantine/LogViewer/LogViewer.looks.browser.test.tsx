import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createEventLog } from 'react-pusher-kit'
import { page } from 'vitest/browser'
import { afterEach, expect, it } from 'vitest'
import { append, rows, settle, show } from './shown-log.tsx'

afterEach(cleanup)

it('the focus outline is above all rows and excludes the overview strip', async () => {
  const { scroller } = show(100)
  await settle()
  const viewport = scroller.parentElement as HTMLElement
  const ring = (): CSSStyleDeclaration => getComputedStyle(viewport, '::after')
  expect(ring().content).toBe('none')
  scroller.focus()
  await userEvent.keyboard('{ArrowUp}')
  expect(ring().borderTopStyle).toBe('solid')
  expect(ring().pointerEvents).toBe('none')
  expect(Number.parseFloat(ring().width) + 16).toBeCloseTo(viewport.clientWidth, 0)
  expect(Number.parseFloat(ring().height)).toBeCloseTo(viewport.clientHeight, 0)
})

it('the bookmark icon does not overlap the line number', async () => {
  const bookmark = { seq: 116, text: 'line 116', level: 'info' as const, thread: 't0', timestamp: 116 }
  show(120, { defaultNumbers: true, defaultBookmarks: [bookmark] })
  await waitFor(() => {
    expect(document.querySelector('[title="Bookmarked"]')).not.toBeNull()
  })
  const mark = document.querySelector('[title="Bookmarked"]') as HTMLElement
  const number = mark.parentElement?.querySelector('.mantine-LogViewer-number') as HTMLElement
  const digits = document.createRange()
  digits.selectNodeContents(number)
  const { left } = digits.getBoundingClientRect()
  expect(left - mark.getBoundingClientRect().right).toBeGreaterThanOrEqual(3)
})

it('the longest count of repeated lines does not overlap the thread', async () => {
  const log = createEventLog()
  for (let seq = 1; seq <= 1290; seq += 1) {
    log.append({ seq, event: 'log', data: { text: 'same', thread_id: `t${seq > 1285}` }, timestamp: seq })
  }
  show(0, { log, defaultCollapse: true })
  const count = await screen.findByText('×1.3K')
  const thread = count.parentElement?.querySelector('.mantine-LogViewer-thread') as HTMLElement
  expect(thread.getBoundingClientRect().left - count.getBoundingClientRect().right).toBeGreaterThan(8)
})

it('level counts up to 999 do not move the other chips', async () => {
  const { log } = show(7)
  await settle()
  const chips = within(screen.getByRole('group', { name: 'Levels' })).getAllByRole('button')
  expect(chips).toHaveLength(6)
  const lefts = (): number[] => chips.map((chip) => Math.round(chip.getBoundingClientRect().left))
  const before = lefts()
  append(log, 8, 700)
  append(log, 701, 760, 'error')
  await screen.findByText('700')
  expect(lefts()).toEqual(before)
})

it('the last rendered row ends inside the viewport with any padding', async () => {
  const { scroller } = show(60)
  await settle()
  expect(scroller.scrollWidth).toBe(scroller.clientWidth)
  expect(rows().length).toBeGreaterThan(5)
})

const controlsOf = (name: string): HTMLElement[] =>
  within(screen.getByRole('group', { name })).getAllByRole('button')

/** Pairs of controls that lie on each other. */
function overlaps(controls: readonly HTMLElement[]): string[] {
  const boxes = controls.map((control) => control.getBoundingClientRect())
  return controls.flatMap((control, place) =>
    controls.slice(place + 1).flatMap((other, ahead) => {
      const [a, b] = [boxes[place] as DOMRect, boxes[place + 1 + ahead] as DOMRect]
      const isApart = a.right <= b.left || a.left >= b.right || a.bottom <= b.top || a.top >= b.bottom
      return isApart ? [] : [`${control.textContent} on ${other.textContent}`]
    }),
  )
}

it.each([
  [688, 'one day', 3_600_000],
  [688, 'several days', 3 * 86_400_000],
  [328, 'one day', 3_600_000],
  [328, 'several days', 3 * 86_400_000],
])('in a viewer of %i px a range of %s lies under no other control', async (width, _days, span) => {
  const since = Date.UTC(2026, 10, 21, 9)
  show(30, { w: width, defaultUtc: true, query: { since, until: since + span } })
  const chip = screen.getByTitle('Show all times').getBoundingClientRect()
  expect(controlsOf('Log tools').length).toBeGreaterThan(9)
  expect(overlaps(controlsOf('Log tools'))).toEqual([])
  const root = document.querySelector('.mantine-LogViewer-root') as HTMLElement
  expect(chip.right).toBeLessThanOrEqual(root.getBoundingClientRect().right)
})

it.each([[328], [688], [900]])('in a viewer of %i px further controls lie on no other', async (width) => {
  show(30, { w: width, actions: <button type="button">Share this log</button> })
  await screen.findByRole('button', { name: /^Threads/ })
  expect(overlaps(controlsOf('Log tools'))).toEqual([])
})

it('in a viewer of 328 px all search buttons are inside the search field', async () => {
  show(30, { w: 328, defaultQuery: { text: 'no line says this', onlyMatches: true } })
  await screen.findByText('No match')
  const field = document.querySelector('.mantine-LogViewer-search') as HTMLElement
  const root = document.querySelector('.mantine-LogViewer-root') as HTMLElement
  expect(field.getBoundingClientRect().right).toBeLessThan(root.getBoundingClientRect().right)
  const rights = within(field)
    .getAllByRole('button')
    .map((button) => button.getBoundingClientRect().right)
  expect(rights).toHaveLength(6)
  expect(Math.max(...rights)).toBeLessThanOrEqual(field.getBoundingClientRect().right)
})

/** The buttons that stick out of a box. */
function outside(box: Element): string[] {
  const { left, right } = box.getBoundingClientRect()
  return [...box.querySelectorAll('button')]
    .filter((button) => {
      const own = button.getBoundingClientRect()
      return own.width > 0 && (own.left < left || own.right > right)
    })
    .map((button) => button.ariaLabel ?? button.textContent)
}

it.each([320, 480, 500, 640, 800, 945, 1001, 1100, 1160, 1241, 1600])(
  'nothing sticks out of the search or of the toolbar at %i px, however many lines match',
  async (width) => {
    await page.viewport(width + 40, 800)
    const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal']
    const log = createEventLog()
    for (let seq = 1; seq <= 12_600; seq += 1) {
      const data = { text: 'match', level: levels[seq % 6], thread_id: `a-thread-${seq % 3}` }
      log.append({ seq, event: 'log', data, timestamp: seq })
    }
    show(0, { log, w: width, defaultQuery: { text: 'match', threads: ['a-thread-0', 'a-thread-1'] } })
    await userEvent.click(screen.getByRole('textbox', { name: 'Search the log' }))
    await userEvent.keyboard('{Enter}')
    await screen.findByText(/^\d+,\d{3} of \d+,\d{3}$/)
    const toolbar = document.querySelector('.mantine-LogViewer-toolbar') as HTMLElement
    const search = document.querySelector('.mantine-LogViewer-search') as HTMLElement
    expect(outside(search)).toEqual([])
    expect(outside(toolbar)).toEqual([])
  },
)

it.each([328, 390, 900])(
  'in a viewer of %i px every target is at least 24 px high and wide',
  async (width) => {
    show(30, {
      w: width,
      getPermalink: (seq) => `#${seq}`,
      defaultQuery: { text: 'line', threads: ['t0'], since: 1, until: 9_000_000_000_000 },
    })
    await screen.findByRole('button', { name: /^Threads/ })
    await settle()
    for (const row of [0, -1])
      fireEvent.click(rows().at(row)?.querySelector('[data-gutter]') as Element, { shiftKey: row < 0 })
    await screen.findByRole('button', { name: 'Copy with details' })
    const root = document.querySelector('.mantine-LogViewer-root') as HTMLElement
    const targets = within(root).getAllByRole('button')
    const small = targets.filter((target) => {
      const { width: wide, height } = target.getBoundingClientRect()
      return wide < 24 || height < 24
    })
    expect(small.map((target) => target.ariaLabel ?? target.textContent)).toEqual([])
    const bar = document.querySelector('.mantine-LogViewer-selection') as HTMLElement
    expect(outside(bar)).toEqual([])
    expect(bar.scrollWidth).toBe(bar.clientWidth)
    const name = screen.getByText('t0', { selector: '.mantine-LogViewer-threads *' })
    expect(name.getBoundingClientRect().width).toBeGreaterThan(8)
    const range = screen.getByTitle('Show all times')
    expect(range.querySelector('svg')?.getBoundingClientRect().width).toBeGreaterThan(8)
  },
)
