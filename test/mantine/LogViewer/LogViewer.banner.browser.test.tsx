import { MantineProvider } from '@mantine/core'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { PusherProvider } from 'react-pusher-kit'
import { defineChannels, type } from 'react-pusher-kit/channels'
import { createMockPusher } from 'react-pusher-kit/mock'
import { LogViewer } from 'react-pusher-kit/mantine'
import { afterEach, expect, it } from 'vitest'
import { rows, scrollUp, settle, show } from './shown-log.tsx'

afterEach(cleanup)

const banner = (): HTMLElement | null => document.querySelector('.mantine-LogViewer-banner')

/** Where each line stands on the screen. */
const places = (): Record<string, number> =>
  Object.fromEntries(rows().map((row) => [row.dataset.index, row.getBoundingClientRect().top]))

/** The lines that stand elsewhere than before, of those that are still drawn: at least four. */
function moved(before: Record<string, number>): string[] {
  const kept = Object.entries(places()).filter(([index]) => index in before)
  if (kept.length < 4) throw new Error(`Expected 4 lines that were there before but got ${kept.length}.`)
  return kept.flatMap(([index, top]) => (top === before[index] ? [] : [index]))
}

async function disconnected(lines: number, prepare: (scroller: HTMLElement) => Promise<void> = settle) {
  const mock = createMockPusher({
    channels: defineChannels({ logs: { events: { log: type<{ text: string }>() }, persist: true } }),
  })
  for (let line = 1; line <= lines; line += 1) mock.trigger('logs', 'log', { text: `line ${line}` })
  render(
    <MantineProvider>
      <PusherProvider {...mock.provider}>
        <LogViewer channel="logs" preload={1000} height={500} />
      </PusherProvider>
    </MantineProvider>,
  )
  await screen.findByText(`line ${lines}`)
  const scroller = screen.getByRole('region', { name: 'Log lines' })
  await settle()
  await prepare(scroller)
  const before = places()
  mock.outage()
  await screen.findByText('Connection lost. Reconnecting…', {}, { timeout: 30_000 })
  await settle()
  return { mock, scroller, before }
}

const box = (): DOMRect => (banner() as HTMLElement).getBoundingClientRect()
const lineBox = (text: string): DOMRect | undefined =>
  rows()
    .find((row) => row.querySelector('.mantine-LogViewer-text')?.textContent === text)
    ?.getBoundingClientRect()

/** What is drawn over the lines, at many points. */
function covering(scroller: HTMLElement): string[] {
  const { left, top, width, height } = scroller.getBoundingClientRect()
  const found = new Set<string>()
  for (let x = left + 4; x < Math.min(left + width, innerWidth); x += width / 16) {
    for (let y = top + 2; y < top + height; y += 8) {
      const element = document.elementFromPoint(x, y)
      if (element && !scroller.contains(element)) found.add(element.textContent)
    }
  }
  return [...found]
}

it('covers no lines at the beginning of the log, or after the user scrolled up', async () => {
  const { scroller } = show(200)
  await settle()
  await scrollUp(scroller, 300)
  const button = screen.getByRole('button', { name: 'To the end' })
  expect(button).toBeVisible()
  expect(covering(scroller)).toEqual([])
  scroller.focus()
  await userEvent.keyboard('g')
  expect(await screen.findByText('Beginning of the log')).toBeVisible()
  await settle()
  expect(lineBox('line 1')?.top).toBe(scroller.getBoundingClientRect().top)
  expect(covering(scroller)).toEqual([])
})

it('does not move lines when the user scrolls up and the bar replaces the last lines', async () => {
  const { scroller } = show(200)
  await settle()
  const before = places()
  fireEvent.wheel(scroller, { deltaY: -1 })
  await screen.findByRole('button', { name: 'To the end' })
  await settle()
  expect(moved(before)).toEqual([])
})

it('keeps some lines visible and scrolls if the viewer is too low for its toolbar', async () => {
  const { scroller } = show(200, { height: 160, w: 320 })
  await settle()
  expect(scroller.clientHeight).toBeGreaterThanOrEqual(60)
  const root = document.querySelector('.mantine-LogViewer-root') as HTMLElement
  root.scrollTop = root.scrollHeight
  const footer = screen.getByText('200 lines').getBoundingClientRect()
  expect(footer.bottom).toBeLessThanOrEqual(root.getBoundingClientRect().bottom)
})

it('a lost connection does not move lines, and the newest line stays visible', async () => {
  const { mock, scroller, before } = await disconnected(200)
  expect(moved(before)).toEqual([])
  expect(box().bottom).toBe(scroller.getBoundingClientRect().top)
  expect(lineBox('line 200')?.top).toBeGreaterThanOrEqual(box().bottom)
  mock.dispose()
})

it('a lost connection neither moves nor covers a log that is shorter than the viewer', async () => {
  const { mock, scroller, before } = await disconnected(4)
  expect(moved(before)).toEqual([])
  expect(box().top).toBe(scroller.getBoundingClientRect().bottom)
  expect(lineBox('line 4')?.bottom).toBeLessThanOrEqual(box().top)
  mock.dispose()
})

it('shows the first line at the beginning of the log, and a button that scrolls to the end', async () => {
  const { mock, scroller, before } = await disconnected(200, async (lines) => {
    lines.focus()
    await userEvent.keyboard('g')
    await settle()
  })
  expect(moved(before)).toEqual([])
  expect(lineBox('line 1')?.top).toBe(scroller.getBoundingClientRect().top)
  expect(screen.getByText('Beginning of the log')).toBeVisible()
  expect(covering(scroller)).toEqual([])
  const button = screen.getByRole('button', { name: 'To the end' })
  expect(button.getBoundingClientRect().bottom).toBeLessThanOrEqual(box().top)
  await userEvent.click(button)
  await waitFor(() => {
    expect(lineBox('line 200')?.bottom).toBe(scroller.getBoundingClientRect().bottom)
  })
  expect(covering(scroller)).toEqual([])
  mock.dispose()
})

it('the banner does not move lines while the user reads in the middle of the log', async () => {
  const { mock, before } = await disconnected(200, (scroller) => scrollUp(scroller, 700))
  expect(moved(before)).toEqual([])
  mock.dispose()
})

const field = (): HTMLElement => screen.getByRole('textbox', { name: 'Search the log' })

it('describes an invalid regular expression in the banner and at the field, and disables the match buttons', async () => {
  show(100)
  await settle()
  const before = places()
  await userEvent.click(screen.getByRole('button', { name: 'Regular expression' }))
  await userEvent.type(field(), '(')
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toMatch(/^This is not a valid regular expression\./)
  expect(alert.textContent).not.toMatch(/Invalid regular expression|\/\(\/|Unterminated/)
  expect(field()).toBeInvalid()
  expect(field()).toHaveAccessibleDescription(alert.textContent ?? '')
  expect(screen.getByRole('button', { name: 'Previous match' })).toBeDisabled()
  expect(screen.getByRole('button', { name: 'Next match' })).toBeDisabled()
  expect(moved(before)).toEqual([])
  fireEvent.change(field(), { target: { value: '(line 9)' } })
  await screen.findByText('11', {}, { timeout: 30_000 })
  expect(field()).toBeValid()
  expect(screen.queryByRole('alert')).toBeNull()
  expect(screen.getByRole('button', { name: 'Next match' })).toBeEnabled()
})
