import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createEventLog } from 'react-pusher-kit'
import type { LogViewerProps } from 'react-pusher-kit/mantine'
import { page } from 'vitest/browser'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { append, settle, show } from './shown-log.tsx'

let before: readonly [number, number] = [0, 0]
beforeEach(() => {
  before = [innerWidth, innerHeight]
})
afterEach(async () => {
  cleanup()
  await page.viewport(...before)
})

const tools = (): HTMLElement[] => [
  ...within(screen.getByRole('group', { name: 'Levels' })).getAllByRole('button'),
  threads(),
]
const threads = (): HTMLElement => screen.getByRole('button', { name: /^Threads/ })
const isWhole = (element: HTMLElement): boolean => element.scrollWidth <= element.clientWidth

/** The text as far as it is not cut. */
function shownText(element: HTMLElement): string {
  const { right } = element.getBoundingClientRect()
  const text = element.firstChild as Text
  const range = document.createRange()
  let end = 0
  while (end < text.length) {
    range.setStart(text, end)
    range.setEnd(text, end + 1)
    if (range.getBoundingClientRect().right > right + 0.5) break
    end += 1
  }
  return text.data.slice(0, end)
}

it.each([390, 640, 900, 1081, 1160, 1321, 1500])(
  'in a viewer of %i px a search takes no room from the filters',
  async (width) => {
    await page.viewport(width + 40, 800)
    show(1000, { w: width })
    await settle()
    const places = (): string[] =>
      tools().map((tool) => {
        const { left, width: wide } = tool.getBoundingClientRect()
        return `${Math.round(left)} ${Math.round(wide)}`
      })
    const name = screen.getByText('All threads')
    expect(name.getBoundingClientRect().width).toBeGreaterThan(20)
    expect(isWhole(name)).toBe(true)
    const asBefore = places()
    await userEvent.type(screen.getByRole('textbox', { name: 'Search the log' }), 'line')
    await screen.findByText('1,000')
    expect(places()).toEqual(asBefore)
    expect(isWhole(name)).toBe(true)
  },
)

const firstOfDays = Date.UTC(2026, 10, 21, 9, 30)

/** A viewer with lines of three days, as wide as given, and a function that selects a range of them. */
async function showDays(width: number, props: Partial<LogViewerProps> = {}) {
  await page.viewport(width + 40, 800)
  const log = createEventLog()
  for (let hour = 0; hour < 72; hour += 1) {
    const data = { text: 'x', thread_id: `t${hour % 2}` }
    log.append({ seq: hour, event: 'log', data, timestamp: firstOfDays + hour * 3_600_000 })
  }
  const { scroller } = show(0, { log, w: width, defaultUtc: true, ...props })
  await settle()
  const selectRange = async (): Promise<HTMLElement> => {
    screen.getByRole('slider', { name: 'Lines over time' }).focus()
    await userEvent.keyboard('{Home}{Shift>}{End}{ArrowLeft}{/Shift}{Enter}')
    return screen.findByTitle('Show all times')
  }
  return { scroller, selectRange }
}

it.each([300, 315, 328, 375])(
  'in a viewer of %i px the axis of the histogram shows a time range of several days whole',
  async (width) => {
    const { selectRange } = await showDays(width)
    const chip = await selectRange()
    screen.getByRole('slider', { name: 'Lines over time' }).blur()
    const axis = document.querySelector<HTMLElement>('.mantine-LogViewer-histogram [data-filtered]')
    await waitFor(() => {
      expect(axis).toBeVisible()
      expect(axis?.innerText).toMatch(/^2026-11-21 .* – 2026-11-\d\d \d\d:\d\d$/)
    })
    expect(isWhole(axis as HTMLElement)).toBe(true)
    expect(chip.getBoundingClientRect().width).toBe(28)
  },
)

const withoutHistogram = {
  defaultHistogram: false,
  defaultQuery: { since: firstOfDays, until: firstOfDays + 40 * 3_600_000 },
} as const

it.each([300, 328, 375])(
  'in a viewer of %i px without a histogram the footer shows the start of a time range',
  async (width) => {
    const { scroller } = await showDays(width, withoutHistogram)
    const { top, bottom } = scroller.getBoundingClientRect()
    const chip = screen.getByTitle('Show all times')
    expect(chip.getBoundingClientRect().width).toBe(28)
    const range = document.querySelector<HTMLElement>('.mantine-LogViewer-footer [data-range]') as HTMLElement
    expect(range).toBeVisible()
    expect(range.title).toBe('2026-11-21 09:30 – 2026-11-23 01:30')
    expect(shownText(range)).toMatch(/^2026-11-21 09:30/)
    await userEvent.click(chip)
    await screen.findByText('72 lines')
    expect(range.isConnected).toBe(false)
    expect(scroller.getBoundingClientRect()).toMatchObject({ top, bottom })
  },
)

it('where neither histogram nor footer are shown, the toolbar shows what it can of the time range', async () => {
  await showDays(375, { ...withoutHistogram, withFooter: false })
  const name = within(screen.getByTitle('Show all times')).getByText(/2026-11-21/)
  expect(name.clientWidth).toBeGreaterThan(24)
})

it('a wide viewer without a histogram shows the time range once', async () => {
  await showDays(900, withoutHistogram)
  const shown = screen.getAllByText(/2026-11-21 09:30 – /).filter((range) => range.clientWidth > 1)
  expect(shown).toHaveLength(1)
})

it.each([390, 480])('in a viewer of %i px a time range shows at least its first date', async (width) => {
  const { selectRange } = await showDays(width)
  const name = within(await selectRange()).getByText(/2026-11-21/)
  expect(name.clientWidth).toBeGreaterThan(48)
})

it.each([300, 328, 372, 390, 688, 900, 1200])(
  'in a viewer of %i px a time range of several days moves no line',
  async (width) => {
    const { scroller, selectRange } = await showDays(width)
    const { top } = scroller.getBoundingClientRect()
    const chip = await selectRange()
    expect(chip).toHaveTextContent('2026-11-21')
    expect(scroller.getBoundingClientRect().top).toBe(top)
    const cross = chip.querySelector('svg')?.getBoundingClientRect()
    expect(cross?.width).toBeGreaterThan(8)
    expect(cross?.right).toBeLessThan(chip.getBoundingClientRect().right)
    await userEvent.click(chip)
    await screen.findByText('72 lines')
    expect(scroller.getBoundingClientRect().top).toBe(top)
  },
)

it('a menu filters by the time before the newest line, and removes the filter', async () => {
  const log = createEventLog()
  const start = Date.UTC(2026, 10, 21, 9, 30)
  for (let minute = 0; minute <= 120; minute += 1)
    log.append({ seq: minute + 1, event: 'log', data: { text: 'x' }, timestamp: start + minute * 60_000 })
  show(0, { log, defaultUtc: true })
  await screen.findByText('121 lines')
  for (const [item, count] of [
    ['Last 5 minutes', 6],
    ['Last 15 minutes', 16],
    ['Last hour', 61],
  ] as const) {
    await userEvent.click(screen.getByRole('button', { name: 'Time range' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: item }))
    await screen.findByText(`${count} of 121 lines`)
  }
  expect(screen.getByTitle('Show all times')).toHaveTextContent('2026-11-21 10:30:00 – …')
  log.append({ seq: 122, event: 'log', data: { text: 'x' }, timestamp: start + 121 * 60_000 })
  await screen.findByText('62 of 122 lines')
  await userEvent.click(screen.getByRole('button', { name: 'Time range' }))
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Show all times' }))
  await screen.findByText('122 lines')
})

async function optionsIn(height: number): Promise<HTMLElement> {
  await page.viewport(900, height)
  show(30)
  await userEvent.click(screen.getByRole('button', { name: 'Options' }))
  const menu = await screen.findByRole('menu')
  await waitFor(() => {
    expect(menu.getBoundingClientRect().height).toBeGreaterThan(200)
  })
  return menu
}

it('the options menu fits a window of 600 px', async () => {
  const menu = await optionsIn(600)
  expect(menu.getBoundingClientRect().bottom).toBeLessThanOrEqual(600)
  expect(menu.scrollHeight).toBeLessThanOrEqual(menu.clientHeight + 1)
})

it('in a lower window the options menu scrolls and shows shadows', async () => {
  const menu = await optionsIn(420)
  expect(menu.getBoundingClientRect().bottom).toBeLessThanOrEqual(420)
  expect(menu.scrollHeight).toBeGreaterThan(menu.clientHeight)
  expect(getComputedStyle(menu).backgroundImage).toContain('gradient')
})

it('every target in the filter menus is at least 24 px high and does not touch the next', async () => {
  await page.viewport(430, 900)
  const { log } = show(30, { w: 390 })
  append(log, 31, 40, 'error')
  expect(isWhole(screen.getByText('All threads'))).toBe(true)
  await userEvent.click(threads())
  const boxes = await screen.findAllByRole('checkbox')
  await userEvent.click(boxes[0] as HTMLElement)
  const targets = boxes.map((box) => (box as HTMLInputElement).labels?.[0] as HTMLElement)
  const all = within(boxes[0]?.closest('[role="dialog"]') as HTMLElement).getByRole('button', {
    name: 'All threads',
  })
  for (const target of [...targets, all])
    expect(target.getBoundingClientRect().height).toBeGreaterThanOrEqual(24)
})

it('the icons of switches and menus have the same colour', async () => {
  show(10)
  await settle()
  const names = ['Bookmarks', 'Time range', 'Pause', 'Options']
  const colors = names.map((name) => getComputedStyle(screen.getByRole('button', { name })).color)
  expect(new Set(colors).size).toBe(1)
})
