import { screen } from '@testing-library/react'
import { expect, it, onTestFinished, vi } from 'vitest'
import { LogViewer } from 'react-pusher-kit/mantine'
import { createMockPusher } from 'react-pusher-kit/mock'
import { renderOnMantine } from '../on-mantine.tsx'

it('shows the latest lines in a DOM without a layout, as in the tests of an app', async () => {
  const complaints = vi.spyOn(console, 'error')
  onTestFinished(() => complaints.mockRestore())
  const mock = createMockPusher()
  renderOnMantine(<LogViewer channel="logs" event="log" />, mock)
  await mock.subscribed('logs')
  for (let line = 1; line <= 100; line++) mock.trigger('logs', 'log', { text: `line ${line}` })

  await screen.findByText('line 100')
  expect(screen.getAllByText(/^line \d+$/).length).toBeGreaterThan(20)
  expect(complaints).not.toHaveBeenCalled()
  mock.dispose()
})
