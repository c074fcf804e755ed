import { MantineProvider } from '@mantine/core'
import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { PusherProvider } from 'react-pusher-kit'
import { defineChannels, type } from 'react-pusher-kit/channels'
import { LogViewer } from 'react-pusher-kit/mantine'
import { createMockPusher } from 'react-pusher-kit/mock'
import { afterEach, expect, it } from 'vitest'
import { append, scrollUp, settle, show, visibleTexts } from './shown-log.tsx'

afterEach(cleanup)

const choose = async (entry: string): Promise<void> => {
  await userEvent.click(screen.getByRole('button', { name: 'Options' }))
  await userEvent.click(await screen.findByRole('menuitem', { name: entry }))
}

it('shows that the log was cleared, and shows the lines again on request', async () => {
  const { log, scroller } = show(50)
  await choose('Clear')
  expect(await screen.findByText('The log was cleared')).toBeVisible()
  expect(screen.queryByText('No lines yet')).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: 'Undo clear' }))
  await screen.findByText('50 lines')
  expect(visibleTexts(scroller).at(-1)).toBe('line 50')
  await choose('Clear')
  append(log, 51, 53)
  await screen.findByText('3 lines')
  expect(screen.queryByText('The log was cleared')).toBeNull()
  await choose('Undo clear')
  await screen.findByText('53 lines')
  await userEvent.click(screen.getByRole('button', { name: 'Options' }))
  await screen.findByRole('menuitem', { name: 'Clear' })
  expect(screen.queryByRole('menuitem', { name: 'Undo clear' })).toBeNull()
})

it('does not show "No lines yet" after the history failed', async () => {
  const mock = createMockPusher({
    channels: defineChannels({ logs: { events: { log: type<{ text: string }>() }, persist: true } }),
  })
  const fetch = () => Promise.resolve(new Response('no', { status: 500 }))
  render(
    <MantineProvider>
      <PusherProvider {...mock.provider} fetch={fetch} onError={() => {}}>
        <LogViewer channel="logs" />
      </PusherProvider>
    </MantineProvider>,
  )
  await screen.findByText('The history could not be read.', {}, { timeout: 30_000 })
  expect(await screen.findByText('The lines could not be read')).toBeVisible()
  expect(screen.queryByText('No lines yet')).toBeNull()
  const banner = document.querySelector('.mantine-LogViewer-banner') as HTMLElement
  const retry = within(banner).getByRole('button', { name: 'Try again' }).getBoundingClientRect()
  expect(retry.height).toBeGreaterThanOrEqual(24)
  expect(retry.bottom).toBeLessThan(banner.getBoundingClientRect().bottom)
  mock.dispose()
})

it('a paused log shows the count of new lines only once', async () => {
  const { log, scroller } = show(200)
  await settle()
  await scrollUp(scroller, 300)
  append(log, 201, 229)
  await screen.findByRole('button', { name: '29 new lines' })
  await userEvent.click(screen.getByRole('button', { name: 'Pause' }))
  expect(await screen.findByText('Paused')).toBeVisible()
  expect(screen.getByRole('button', { name: 'To the end' })).toBeVisible()
  expect(screen.queryByText(/^\d+ new line/)).toBeNull()
  append(log, 230, 235)
  await screen.findByText('Paused · 6 new lines')
  await userEvent.click(screen.getByRole('button', { name: 'Resume' }))
  await waitFor(() => expect(screen.getByRole('button', { name: '35 new lines' })).toBeVisible())
})
