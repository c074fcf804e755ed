import { MantineProvider } from '@mantine/core'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createEventLog, PusherProvider } from 'react-pusher-kit'
import { defineChannels, type } from 'react-pusher-kit/channels'
import { createMockPusher } from 'react-pusher-kit/mock'
import { LogViewer } from 'react-pusher-kit/mantine'
import { afterEach, expect, it } from 'vitest'
import { append, expectNoOverlap, frame, rows, scrollUp, settle, show, visibleTexts } from './shown-log.tsx'

afterEach(cleanup)

it('keeps the newest line visible at a high rate', async () => {
  const { log, scroller } = show(1000, { capacity: 2000 })
  for (let batch = 0; batch < 20; batch += 1) {
    append(log, 1001 + batch * 500, 1500 + batch * 500)
    await frame()
  }
  await waitFor(() => {
    expect(visibleTexts(scroller).at(-1)).toContain('line 11000')
  })
})

it('a wrapped line has exactly the rows that the grid computed', async () => {
  show(400)
  await settle()
  const drawn = rows()
  expect(drawn.length).toBeGreaterThan(8)
  expectNoOverlap(drawn)
})

it('measures lines with tabs, wide characters and line breaks, so that they do not overlap', async () => {
  const { log } = show(5, { height: 1000 })
  for (const [place, text] of [
    '\tx'.repeat(90),
    '漢字'.repeat(80),
    'one\ntwo\nthree',
    '👩‍👩‍👧 é'.repeat(40),
  ].entries()) {
    log.append({ seq: 6 + place, event: 'log', data: { text }, timestamp: 0 })
  }
  append(log, 10, 14)
  await settle()
  const drawn = rows()
  expect(drawn.length).toBe(14)
  expectNoOverlap(drawn)
})

it('does not move the visible lines by a pixel while old lines are dropped after the user scrolled up', async () => {
  const { log, scroller } = show(5000, { capacity: 5000 })
  await settle()
  await scrollUp(scroller, 3000)
  const row = rows()[5] as HTMLElement
  const { index } = row.dataset
  const { top } = row.getBoundingClientRect()
  for (let batch = 0; batch < 8; batch += 1) {
    append(log, 5001 + batch * 500, 5500 + batch * 500)
    await settle()
    const same = document.querySelector(`[data-index="${index}"]`)
    expect(same?.getBoundingClientRect().top).toBe(top)
  }
  expect(log.getSnapshot().dropped).toBe(4000)
})

it('the button shows the number of new lines and scrolls to the end', async () => {
  const { log, scroller } = show(500)
  await settle()
  await scrollUp(scroller, 600)
  append(log, 501, 540)
  append(log, 541, 543, 'error')
  const button = await screen.findByRole('button', { name: '43 new lines, 3 errors' })
  await userEvent.click(button)
  await waitFor(() => {
    expect(visibleTexts(scroller).at(-1)).toContain('line 543')
  })
  expect(screen.queryByRole('button', { name: /new lines/ })).toBeNull()
})

it('scrolling back down to the end follows again', async () => {
  const { log, scroller } = show(500)
  await settle()
  await scrollUp(scroller, 300)
  scroller.scrollTop = scroller.scrollHeight
  await settle()
  append(log, 501, 600)
  await waitFor(() => {
    expect(visibleTexts(scroller).at(-1)).toContain('line 600')
  })
})

it('a search highlights and counts matches, and steps through them', async () => {
  const { scroller } = show(300)
  await userEvent.type(screen.getByRole('textbox', { name: 'Search the log' }), 'LINE 29')
  await screen.findByText('11')
  await waitFor(() => {
    expect([...scroller.querySelectorAll('mark')].map((mark) => mark.textContent)).toContain('line 29')
  })
  await userEvent.click(screen.getByRole('button', { name: 'Previous match' }))
  await screen.findByText('11 of 11')
  await userEvent.click(screen.getByRole('button', { name: 'Next match' }))
  await screen.findByText('1 of 11')
  await settle()
  expect(visibleTexts(scroller).some((text) => text === 'line 29')).toBe(true)
})

it('shows only matching lines', async () => {
  const { scroller } = show(300)
  await userEvent.type(screen.getByRole('textbox', { name: 'Search the log' }), 'line 29')
  await userEvent.click(screen.getByRole('button', { name: 'Only matching lines' }))
  await screen.findByText('11 of 300 lines')
  await settle()
  expect(visibleTexts(scroller)).toHaveLength(11)
})

it('filters by level and thread, and offers to clear the filters when no line is left', async () => {
  const { log } = show(100)
  append(log, 101, 102, 'error')
  const levels = within(screen.getByRole('group', { name: 'Levels' }))
  await userEvent.click(await levels.findByRole('button', { name: /^Error ?2$/ }))
  await screen.findByText('2 of 102 lines')
  await userEvent.click(screen.getByRole('button', { name: /^Threads/ }))
  await userEvent.click(await screen.findByRole('checkbox', { name: /t0/ }))
  await screen.findByText('1 of 102 lines')
  await userEvent.keyboard('{Escape}')
  await userEvent.click(levels.getByRole('button', { name: /^Fatal/ }))
  await userEvent.click(await screen.findByRole('button', { name: 'Clear filters' }))
  expect(await screen.findByText('102 lines')).toBeVisible()
})

it('a million lines scroll from the first to the last, beyond what a browser can scroll', async () => {
  const { scroller } = show(1_000_000, { capacity: 1_000_000 })
  await settle()
  expect(visibleTexts(scroller).at(-1)).toContain('line 1000000')
  scroller.focus()
  await userEvent.keyboard('g')
  await settle()
  expect(visibleTexts(scroller)[0]).toContain('line 1')
  const before = rows()[3]?.getBoundingClientRect().top ?? 0
  scroller.scrollTop += 10
  await settle()
  expect(document.querySelector('[data-index="3"]')?.getBoundingClientRect().top).toBe(before - 10)
  scroller.scrollTop = scroller.scrollHeight
  await settle()
  expect(visibleTexts(scroller).at(-1)).toContain('line 1000000')
})

it('keys scroll, pause, and focus the search', async () => {
  const { log, scroller } = show(500)
  await settle()
  scroller.focus()
  await userEvent.keyboard('{PageUp}{ArrowUp}')
  await settle()
  expect(visibleTexts(scroller).at(-1)).not.toContain('line 500')
  await userEvent.keyboard('G')
  await settle()
  expect(visibleTexts(scroller).at(-1)).toContain('line 500')
  await userEvent.keyboard(' ')
  append(log, 501, 510)
  await screen.findByText('Paused · 10 new lines')
  await userEvent.keyboard('/')
  expect(screen.getByRole('textbox', { name: 'Search the log' })).toHaveFocus()
})

it('without wrapping each line has one row, and the longest line can be scrolled horizontally', async () => {
  const { scroller } = show(100, { defaultWrap: false })
  await settle()
  for (const row of rows()) expect(row.getBoundingClientRect().height).toBeLessThan(30)
  expect(scroller.scrollWidth).toBeGreaterThan(scroller.clientWidth)
})

it('without a search no line is the current match, including older lines', async () => {
  const channel = createMockPusher({
    channels: defineChannels({ logs: { events: { log: type<{ text: string }>() }, persist: true } }),
  })
  for (let line = 1; line <= 30; line += 1) channel.trigger('logs', 'log', { text: `line ${line}` })
  render(
    <MantineProvider>
      <PusherProvider {...channel.provider}>
        <LogViewer channel="logs" preload={30} height={900} />
      </PusherProvider>
    </MantineProvider>,
  )
  await screen.findByText('line 30')
  expect(document.querySelectorAll('[data-current]')).toHaveLength(0)
  channel.dispose()
})

it('a click beside the text selects a line, Shift-click extends the selection, and the lines can be copied', async () => {
  const { scroller } = show(100)
  await settle()
  const gutter = (text: string): Element => {
    const row = rows().find((each) => each.querySelector('.mantine-LogViewer-text')?.textContent === text)
    return row?.querySelector('time') as Element
  }
  fireEvent.click(gutter('line 93'))
  await screen.findByText('1 line selected')
  fireEvent.click(gutter('line 96'), { shiftKey: true })
  expect(await screen.findByText('4 lines selected')).toBeVisible()
  expect(scroller.querySelectorAll('[data-selected]')).toHaveLength(4)
  scroller.focus()
  await userEvent.keyboard('{Escape}')
  expect(screen.queryByText('4 lines selected')).toBeNull()
})

it('expands JSON on demand with the required rows', async () => {
  const { log } = show(5, { height: 700 })
  log.append({ seq: 6, event: 'log', data: { text: 'payload {"a":1,"b":[2,3]}' }, timestamp: 0 })
  append(log, 7, 9)
  await settle()
  fireEvent.click(document.querySelector('[data-index="5"] time') as Element)
  await userEvent.click(await screen.findByRole('button', { name: 'Unfold JSON' }))
  await settle()
  expectNoOverlap(rows())
  expect(document.querySelector('[data-index="5"]')?.textContent).toContain('"b": [')
  await userEvent.click(screen.getByRole('button', { name: 'Fold JSON' }))
  await settle()
  expectNoOverlap(rows())
  expect(document.querySelector('[data-index="5"]')?.getBoundingClientRect().height).toBeLessThan(30)
})

it('"Show in context" removes the filters and keeps the line in view', async () => {
  const { log, scroller } = show(2000, { defaultQuery: { levels: ['error'] } })
  append(log, 2001, 2001, 'error')
  append(log, 2002, 4000)
  await screen.findByText('1 of 4,000 lines')
  await settle()
  fireEvent.click(document.querySelector('[data-index="2000"] time') as Element)
  await userEvent.click(await screen.findByRole('button', { name: 'Show in context' }))
  await waitFor(() => {
    expect(visibleTexts(scroller)).toContain('line 2001')
  })
  expect(visibleTexts(scroller)).toContain('line 2000')
})

it('jumps to a line by its number, and loads it first if necessary', async () => {
  const channel = createMockPusher({
    channels: defineChannels({ logs: { events: { log: type<{ text: string }>() }, persist: true } }),
  })
  for (let line = 1; line <= 3000; line += 1) channel.trigger('logs', 'log', { text: `line ${line}` })
  render(
    <MantineProvider>
      <PusherProvider {...channel.provider}>
        <LogViewer channel="logs" preload={100} height={500} jumpTo={42} />
      </PusherProvider>
    </MantineProvider>,
  )
  await waitFor(
    () => {
      expect(visibleTexts(screen.getByRole('region', { name: 'Log lines' }))).toContain('line 42')
    },
    { timeout: 30_000 },
  )
  expect(document.querySelector('[data-selected] .mantine-LogViewer-text')).toHaveTextContent('line 42')
  channel.dispose()
})

it('aborts a catastrophic regular expression with a message, without blocking the page', async () => {
  const { log } = show(50, { defaultQuery: { text: String.raw`(a+)+$`, mode: 'regex' } })
  log.append({ seq: 51, event: 'log', data: { text: `${'a'.repeat(60)}!` }, timestamp: 0 })
  expect(await screen.findByRole('alert', {}, { timeout: 30_000 })).toHaveTextContent('within 250 ms')
  expect(screen.getByText(/aaaa!/)).toBeVisible()
})

it('the overview strip shows all errors of an idle log, including those found last', async () => {
  const log = createEventLog({ capacity: 400_000 })
  append(log, 1, 2000, 'error')
  append(log, 2001, 400_000)
  // Nothing but what is found changes from now on.
  await waitFor(() => expect(log.getSnapshot().rate).toBe(0), { timeout: 20_000 })
  show(0, { log })
  const strip = document.querySelector<HTMLCanvasElement>(
    'canvas.mantine-LogViewer-overview',
  ) as HTMLCanvasElement
  await waitFor(() => {
    const pixels = strip.getContext('2d')?.getImageData(0, 0, strip.width, 3).data ?? []
    expect([...pixels].some((value) => value > 0)).toBe(true)
  })
})
