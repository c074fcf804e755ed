import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createEventLog } from 'react-pusher-kit'
import { afterEach, expect, test } from 'vitest'
import { append, rows, settle, show } from './shown-log.tsx'

afterEach(cleanup)

test('the outline of the focus lies above every row, and leaves the overview strip out', async () => {
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

test('the mark of a bookmark keeps off the number of its line', async () => {
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

test('the longest count of repeated lines ends before the thread begins', async () => {
  const log = createEventLog()
  for (let seq = 1; seq <= 1290; seq += 1) {
    log.append({ seq, event: 'log', data: { text: 'same', thread_id: `t${seq > 1285}` }, timestamp: seq })
  }
  show(0, { log, defaultCollapse: true })
  const count = await screen.findByText('×1.3K')
  const thread = count.parentElement?.querySelector('.mantine-LogViewer-thread') as HTMLElement
  expect(thread.getBoundingClientRect().left - count.getBoundingClientRect().right).toBeGreaterThan(8)
})

test('counts of levels up to 999 do not move the chips beside them', async () => {
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

test('the last of rows drawn ends inside the viewport whatever the padding at the start', async () => {
  const { scroller } = show(60)
  await settle()
  expect(scroller.scrollWidth).toBe(scroller.clientWidth)
  expect(rows().length).toBeGreaterThan(5)
})

test.each([
  [688, 'one day', 3_600_000],
  [688, 'several days', 3 * 86_400_000],
  [328, 'one day', 3_600_000],
  [328, 'several days', 3 * 86_400_000],
])('in a viewer of %i px a range of %s lies under no other control', async (width, _days, span) => {
  const since = Date.UTC(2026, 10, 21, 9)
  show(30, { w: width, defaultUtc: true, query: { since, until: since + span } })
  const chip = screen.getByTitle('Show all times').getBoundingClientRect()
  const controls = within(screen.getByRole('group', { name: 'Log tools' })).getAllByRole('button')
  expect(controls.length).toBeGreaterThan(9)
  const overlapping = controls.filter((control) => {
    const box = control.getBoundingClientRect()
    const isApart =
      box.right <= chip.left || box.left >= chip.right || box.bottom <= chip.top || box.top >= chip.bottom
    return !isApart && control.title !== 'Show all times'
  })
  expect(overlapping.map((control) => control.ariaLabel ?? control.textContent)).toEqual([])
  const root = document.querySelector('.mantine-LogViewer-root') as HTMLElement
  expect(chip.right).toBeLessThanOrEqual(root.getBoundingClientRect().right)
})
