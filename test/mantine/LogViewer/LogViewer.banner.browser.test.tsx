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

it('a lost connection moves no line, and the newest can be read', async () => {
  const { mock, scroller, before } = await disconnected(200)
  expect(places()).toEqual(before)
  expect(box().top).toBe(scroller.getBoundingClientRect().top)
  expect(lineBox('line 200')?.top).toBeGreaterThanOrEqual(box().bottom)
  mock.dispose()
})

it('a log that is shorter than the viewer stays where it is, and all of it can be read', async () => {
  const { mock, scroller, before } = await disconnected(4)
  expect(places()).toEqual(before)
  expect(box().bottom).toBe(scroller.getBoundingClientRect().bottom)
  expect(lineBox('line 4')?.bottom).toBeLessThanOrEqual(box().top)
  mock.dispose()
})

it('a reader at the beginning of the log can read its first line, and go back to the end', async () => {
  const { mock, scroller, before } = await disconnected(200, async (lines) => {
    lines.focus()
    await userEvent.keyboard('g')
    await settle()
  })
  expect(places()).toEqual(before)
  expect(lineBox('line 1')?.top).toBe(scroller.getBoundingClientRect().top)
  expect(box().top).toBeGreaterThan(scroller.getBoundingClientRect().top + 100)
  const button = screen.getByRole('button', { name: 'To the end' })
  expect(button.getBoundingClientRect().bottom).toBeLessThanOrEqual(box().top)
  await userEvent.click(button)
  await waitFor(() => {
    expect(box().top).toBe(scroller.getBoundingClientRect().top)
  })
  mock.dispose()
})

it('a reader in the middle keeps their line while the banner comes', async () => {
  const { mock, before } = await disconnected(200, (scroller) => scrollUp(scroller, 700))
  expect(places()).toEqual(before)
  mock.dispose()
})

const field = (): HTMLElement => screen.getByRole('textbox', { name: 'Search the log' })

it('an expression that cannot be read is told in plain words, beside the field too, and cannot be stepped', async () => {
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
  expect(places()).toEqual(before)
  fireEvent.change(field(), { target: { value: '(line 9)' } })
  await screen.findByText('11', {}, { timeout: 30_000 })
  expect(field()).toBeValid()
  expect(screen.queryByRole('alert')).toBeNull()
  expect(screen.getByRole('button', { name: 'Next match' })).toBeEnabled()
})
