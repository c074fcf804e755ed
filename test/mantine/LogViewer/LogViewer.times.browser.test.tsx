import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createEventLog } from 'react-pusher-kit'
import { afterEach, expect, it } from 'vitest'
import { expectNoOverlap, rows, settle, show, visibleTexts } from './shown-log.tsx'

afterEach(cleanup)

const midnight = Date.UTC(2026, 10, 22)

/** A line a minute from two hours before midnight on, with a long one now and then. */
function nightLog(count = 240) {
  const log = createEventLog()
  for (let minute = 0; minute < count; minute += 1) {
    const text = `minute ${minute}${minute % 7 === 0 ? ' and a long text'.repeat(20) : ''}`
    const level = minute % 10 === 0 ? 'error' : 'info'
    log.append({
      seq: minute + 1,
      event: 'log',
      data: { text, level },
      timestamp: midnight + (minute - 120) * 60_000,
    })
  }
  return log
}

const dates = (): string[] =>
  rows().flatMap((row) =>
    row.dataset['dated'] ? [`${row.dataset['index']} ${row.firstChild?.textContent}`] : [],
  )

it.each([
  ['wrapped', { defaultWrap: true }],
  ['in one row each', { defaultWrap: false }],
  ['in a narrow viewer', { w: 390 }],
])('the first line of a day has its date above it, in a row of its own: %s', async (_name, props) => {
  const log = nightLog()
  const { scroller } = show(0, { log, defaultUtc: true, height: 600, ...props })
  await settle()
  scroller.focus()
  for (let page = 0; page < 40 && !rows().some((row) => row.dataset['index'] === '120'); page += 1) {
    await userEvent.keyboard('{PageUp}')
    await settle()
  }
  expect(dates()).toEqual(['120 2026-11-22'])
  expectNoOverlap(rows())
  const row = document.querySelector('[data-index="120"]') as HTMLElement
  const top = (part: string): number => row.querySelector(part)?.getBoundingClientRect().top ?? NaN
  const height = Number.parseFloat(getComputedStyle(scroller).lineHeight)
  for (const part of ['time', 'abbr', '.mantine-LogViewer-text'])
    expect(Math.abs(top(part) - row.getBoundingClientRect().top - height)).toBeLessThan(4)
})

it('keeps following when a new day begins', async () => {
  const log = nightLog(120)
  const { scroller } = show(0, { log, defaultUtc: true })
  await settle()
  expect(dates()).toEqual([])
  log.append({ seq: 121, event: 'log', data: { text: 'good morning' }, timestamp: midnight })
  await waitFor(() => {
    expect(visibleTexts(scroller).at(-1)).toBe('good morning')
  })
  await settle()
  expect(dates()).toEqual(['120 2026-11-22'])
  const last = rows().at(-1)?.getBoundingClientRect()
  expect(Math.abs((last?.bottom ?? 0) - scroller.getBoundingClientRect().bottom)).toBeLessThan(4)
  expectNoOverlap(rows())
})

it('updates the date rows when the shown lines change', async () => {
  const { scroller } = show(0, { log: nightLog(125), defaultUtc: true, defaultWrap: false })
  await settle()
  expect(dates()).toEqual(['120 2026-11-22'])
  await userEvent.click(screen.getByRole('button', { name: /^Info/ }))
  await screen.findByText(/^\d+ of 125 lines/)
  await settle()
  expect(dates()).toEqual(['121 2026-11-22'])
  await userEvent.click(screen.getByRole('button', { name: /^Info/ }))
  await screen.findByText('125 lines')
  await settle()
  expect(dates()).toEqual(['120 2026-11-22'])
  expectNoOverlap(rows())
  expect(visibleTexts(scroller).at(-1)).toContain('minute 124')
})

it('does not repeat the age of the previous line', async () => {
  const log = createEventLog()
  const now = Date.now()
  for (let seq = 1; seq <= 100; seq += 1) {
    const timestamp = seq <= 97 ? now - 3_000_000 : now - 1_200_000
    log.append({ seq, event: 'log', data: { text: `line ${seq}` }, timestamp })
  }
  show(0, { log, defaultTimestamps: 'relative' })
  await settle()
  const ages = (): (string | undefined)[] => rows().map((row) => row.querySelector('time')?.textContent)
  await waitFor(() => {
    expect(ages().slice(-5)).toEqual(['', '', '20m', '', ''])
  })
  expect(ages().slice(0, 4)).toEqual(['50m', '50m', '50m', ''])
  const time = rows().at(-1)?.querySelector('time') as HTMLElement
  expect(time.getBoundingClientRect().width).toBeGreaterThan(10)
})
