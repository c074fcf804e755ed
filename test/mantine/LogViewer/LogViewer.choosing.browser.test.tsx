import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it } from 'vitest'
import { append, rows, settle, show } from './shown-log.tsx'

afterEach(cleanup)

const chosen = (): string[] =>
  rows()
    .filter((row) => row.hasAttribute('data-selected'))
    .map(
      (row) => /^line \d+/.exec(row.querySelector('.mantine-LogViewer-text')?.textContent ?? '')?.[0] ?? '',
    )

function isInside(row: Element | undefined, scroller: Element): boolean {
  if (!row) return false
  const { top, bottom } = row.getBoundingClientRect()
  const box = scroller.getBoundingClientRect()
  return top >= box.top - 1 && bottom <= box.bottom + 1
}

it('Shift with an arrow key selects the line at the end, then extends the selection; arrow keys alone move it', async () => {
  const { scroller } = show(100)
  await settle()
  scroller.focus()
  await userEvent.keyboard('{Shift>}{ArrowUp}{/Shift}')
  expect(chosen()).toEqual(['line 100'])
  await userEvent.keyboard('{Shift>}{ArrowUp}{/Shift}')
  expect(chosen()).toEqual(['line 99', 'line 100'])
  await screen.findByText('2 lines selected')
  await userEvent.keyboard('{ArrowUp}')
  expect(chosen()).toEqual(['line 98'])
  await userEvent.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}')
  expect(chosen()).toEqual(['line 98', 'line 99', 'line 100'])
})

it('Shift with the down arrow selects the first line in view', async () => {
  const { scroller } = show(100)
  await settle()
  scroller.focus()
  await userEvent.keyboard('{Home}{Shift>}{ArrowDown}{/Shift}')
  await settle()
  expect(chosen()).toEqual(['line 1'])
})

it('scrolls with the selection, and stays there while new lines arrive', async () => {
  const { log, scroller } = show(100)
  await settle()
  scroller.focus()
  for (let press = 0; press < 40; press += 1) await userEvent.keyboard('{Shift>}{ArrowUp}{/Shift}')
  await settle()
  const head = (): Element | undefined => rows().find((row) => row.textContent?.includes('line 61'))
  expect(isInside(head(), scroller)).toBe(true)
  append(log, 101, 160)
  await settle()
  expect(isInside(head(), scroller)).toBe(true)
  await screen.findByText('40 lines selected')
})

it('keeps following when all lines are in view', async () => {
  const { scroller } = show(5)
  await settle()
  scroller.focus()
  await userEvent.keyboard('{Shift>}{ArrowUp}{ArrowUp}{/Shift}')
  await screen.findByText('2 lines selected')
  expect(screen.queryByRole('button', { name: 'To the end' })).toBeNull()
})

it('Escape clears the selection, and arrow keys scroll again', async () => {
  const { scroller } = show(100)
  await settle()
  scroller.focus()
  await userEvent.keyboard('{Shift>}{ArrowUp}{/Shift}{Escape}')
  expect(chosen()).toEqual([])
  const before = scroller.scrollTop
  await userEvent.keyboard('{ArrowUp}')
  await settle()
  expect(scroller.scrollTop).toBeLessThan(before)
  expect(chosen()).toEqual([])
})

it('with only matching lines shown selects only these, starting at the current match', async () => {
  const { scroller } = show(100, { defaultQuery: { text: '7', onlyMatches: true } })
  await settle()
  scroller.focus()
  await userEvent.keyboard('nnn{Shift>}{ArrowDown}{ArrowDown}{/Shift}')
  await settle()
  const texts = chosen()
  expect(texts).toHaveLength(2)
  for (const text of texts) expect(text).toContain('7')
})

it('selects nothing in an empty log', async () => {
  const { scroller } = show(0)
  await settle()
  scroller.focus()
  await userEvent.keyboard('{Shift>}{ArrowUp}{/Shift}')
  expect(screen.queryByText(/selected/)).toBeNull()
})
