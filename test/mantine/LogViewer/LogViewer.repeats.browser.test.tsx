import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { WritableEventLog } from 'react-pusher-kit'
import { afterEach, expect, it } from 'vitest'
import { append, expectNoOverlap, rows, scrollUp, settle, show, visibleTexts } from './shown-log.tsx'

let seq = 0

afterEach(() => {
  cleanup()
  seq = 0
})

/** The same line again and again. */
function repeat(log: WritableEventLog, text: string, count: number): void {
  for (let each = 0; each < count; each += 1) {
    seq += 1
    log.append({ seq, event: 'log', data: { text, level: 'info', thread_id: 't0' }, timestamp: seq })
  }
}

const pictures = (scroller: HTMLElement): string[] =>
  rows()
    .filter((row) => scroller.contains(row))
    .map((row) =>
      [...row.querySelectorAll('.mantine-LogViewer-repeats, .mantine-LogViewer-text')]
        .map((part) => part.textContent?.slice(0, 12))
        .join(' '),
    )

it('collapses repeated lines into one row with a count on request', async () => {
  const { log, scroller } = show(2)
  repeat(log, 'again', 42)
  append(log, 45, 46)
  await screen.findByText('46 lines')
  await userEvent.click(screen.getByRole('button', { name: 'Options' }))
  await userEvent.click(await screen.findByRole('menuitemcheckbox', { name: 'Collapse repeated lines' }))
  await waitFor(() => {
    expect(pictures(scroller)).toEqual(['line 1', 'line 2', '×42 again', 'line 45', 'line 46'])
  })
  expect(screen.getByText('46 lines')).toBeVisible()
  await userEvent.click(screen.getByRole('menuitemcheckbox', { name: 'Collapse repeated lines' }))
  await waitFor(() => {
    expect(visibleTexts(scroller).filter((text) => text === 'again').length).toBeGreaterThan(10)
  })
})

it('a repeated line only increases the count and moves nothing', async () => {
  const { log, scroller } = show(3, { defaultCollapse: true })
  repeat(log, 'again', 1)
  await waitFor(() => {
    expect(pictures(scroller).at(-1)).toBe('again')
  })
  const { top } = (rows().at(-1) as HTMLElement).getBoundingClientRect()
  repeat(log, 'again', 1499)
  await waitFor(() => {
    expect(pictures(scroller).at(-1)).toBe('×1.5K again')
  })
  expect(rows().at(-1)?.getBoundingClientRect().top).toBe(top)
  expect(screen.getByTitle('1,500 equal lines')).toBeVisible()
})

it('reserves columns for counts only when lines are repeated', async () => {
  const { log, scroller } = show(3, { defaultCollapse: true })
  await settle()
  const columns = (): string => scroller.style.getPropertyValue('--log-viewer-repeats')
  expect(columns()).toBe('0ch')
  repeat(log, 'again', 9)
  await waitFor(() => {
    expect(columns()).toBe('5ch')
  })
  repeat(log, 'again', 1500)
  await waitFor(() => {
    expect(columns()).toBe('7ch')
  })
})

it('the visible lines stay in place while repeated lines above are dropped', async () => {
  const { log, scroller } = show(0, { defaultCollapse: true, capacity: 6000 })
  for (let round = 0; round < 1200; round += 1) {
    repeat(log, `round ${round}`, 4)
    repeat(log, 'between', 1)
  }
  await settle()
  await scrollUp(scroller, 4000)
  const row = rows()[6] as HTMLElement
  const { index } = row.dataset
  const { top } = row.getBoundingClientRect()
  for (let batch = 0; batch < 5; batch += 1) {
    repeat(log, `batch ${batch}`, 700)
    await settle()
    expect(document.querySelector(`[data-index="${index}"]`)?.getBoundingClientRect().top).toBe(top)
    expectNoOverlap(rows())
  }
  expect(log.getSnapshot().dropped).toBe(3500)
})

it('filters, matches and copies respect repeated lines', async () => {
  const user = userEvent.setup()
  const { log, scroller } = show(0, { defaultCollapse: true })
  repeat(log, 'needle', 3)
  repeat(log, 'other', 2)
  repeat(log, 'needle', 5)
  append(log, 11, 11, 'error')
  repeat(log, 'needle', 2)
  await user.type(screen.getByRole('textbox', { name: 'Search the log' }), 'needle')
  await screen.findByText('10')
  scroller.focus()
  await user.keyboard('n')
  await screen.findByText('9 of 10')
  await user.keyboard('N')
  await screen.findByText('4 of 10')
  await user.keyboard('N')
  await screen.findByText('1 of 10')
  expect(scroller.querySelectorAll('[data-current]')).toHaveLength(1)
  await user.click(screen.getByRole('button', { name: 'Only matching lines' }))
  await waitFor(() => {
    expect(pictures(scroller)).toEqual(['×10 needle'])
  })
  await screen.findByText('10 of 13 lines')
  await user.click(screen.getByRole('button', { name: 'Clear search' }))
  await waitFor(() => {
    expect(pictures(scroller)).toEqual(['×3 needle', '×2 other', '×5 needle', 'line 11', '×2 needle'])
  })
  fireEvent.click(scroller.querySelectorAll('time')[1] as Element)
  fireEvent.click(scroller.querySelectorAll('time')[2] as Element, { shiftKey: true })
  await screen.findByText('2 lines selected')
  await user.click(screen.getByRole('button', { name: 'Copy with details' }))
  expect(await navigator.clipboard.readText()).toBe(
    '1970-01-01T00:00:00.004Z INFO  [t0] other ×2\n1970-01-01T00:00:00.006Z INFO  [t0] needle ×5',
  )
  await user.click(screen.getByRole('button', { name: 'Copy' }))
  expect(await navigator.clipboard.readText()).toBe('other\nneedle')
})

it('finds the right match before its line is rendered', async () => {
  const { log, scroller } = show(0, { defaultCollapse: true })
  repeat(log, 'needle', 3)
  repeat(log, 'other', 2)
  repeat(log, 'needle', 2)
  // No frame comes in between.
  fireEvent.change(screen.getByRole('textbox', { name: 'Search the log' }), { target: { value: 'needle' } })
  expect(rows()).toEqual([])
  fireEvent.keyDown(scroller, { key: 'n' })
  await screen.findByText('4 of 5')
  expect(scroller.querySelector('[data-current]')).toHaveTextContent('×2')
  fireEvent.keyDown(scroller, { key: 'n' })
  await screen.findByText('1 of 5')
})

it('collapses a million lines without blocking the page', async () => {
  const { log, scroller } = show(0, { capacity: 1_000_000 })
  for (let round = 0; round < 100_000; round += 1) {
    repeat(log, `round ${round}`, 9)
    repeat(log, 'between', 1)
  }
  await screen.findByText('1,000,000 lines')
  await userEvent.click(screen.getByRole('button', { name: 'Options' }))
  await userEvent.click(await screen.findByRole('menuitemcheckbox', { name: 'Collapse repeated lines' }))
  await waitFor(() => {
    expect(pictures(scroller).at(-2)).toBe('×9 round 99999')
  })
  await userEvent.keyboard('{Escape}')
  await screen.findByText('1,000,000 lines', {}, { timeout: 30_000 })
  scroller.focus()
  await userEvent.keyboard('g')
  await waitFor(() => {
    expect(pictures(scroller)[0]).toBe('×9 round 0')
  })
  expectNoOverlap(rows())
})
