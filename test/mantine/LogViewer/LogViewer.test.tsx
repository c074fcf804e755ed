import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createEventLog } from 'react-pusher-kit'
import { expect, it, onTestFinished, vi } from 'vitest'
import { LogViewer } from 'react-pusher-kit/mantine'
import { createMockPusher } from 'react-pusher-kit/mock'
import { renderOnMantine } from '../on-mantine.tsx'

it('shows the latest lines in a DOM without layout, such as happy-dom', async () => {
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

it('the list of keys returns the focus to the lines, also when it was loaded for the key press', async () => {
  const log = createEventLog()
  log.append({ seq: 1, event: 'log', data: { text: 'line 1' }, timestamp: 1 })
  renderOnMantine(<LogViewer log={log} />)
  const lines = screen.getByRole('region', { name: 'Log lines' })
  lines.focus()
  await userEvent.keyboard('?')
  await screen.findByRole('dialog', { name: 'Keys' })
  await userEvent.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  await waitFor(() => expect(lines).toHaveFocus())
})
