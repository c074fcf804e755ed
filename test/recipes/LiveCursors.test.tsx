import { act, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it, onTestFinished, vi } from 'vitest'
import { boardChannels as channels, LiveCursors } from '../../examples/recipes/LiveCursors.tsx'
import { renderOnPage } from './on-page.tsx'

const channel = 'presence-board-plan'
const bob = { id: 'bob', info: { name: 'Bob' } }

it('the cursor of another member moves, and goes with them', async () => {
  const mock = renderOnPage(<LiveCursors board="plan" />, { channels })
  await act(() => mock.subscribed(channel))
  const other = mock.join(channel, bob)
  other.trigger('client-cursor', { x: 25, y: 50 })
  expect((await screen.findByText('Bob')).parentElement).toHaveStyle({ left: '25%', top: '50%' })
  other.trigger('client-cursor', { x: 75, y: 50 })
  await expect.poll(() => screen.getByText('Bob').parentElement?.style.left).toBe('75%')
  other.leave()
  await expect.poll(() => screen.queryByText('Bob')).toBeNull()
})

it('forty steps in a burst stay within what Pusher takes, and the last position arrives', async () => {
  // A frame that a busy machine delivers late, and the next one in time, come within one second of Pusher's.
  vi.useFakeTimers({ shouldAdvanceTime: true })
  onTestFinished(() => void vi.useRealTimers())
  const mock = renderOnPage(<LiveCursors board="plan" />, { channels })
  await act(() => mock.subscribed(channel))
  await screen.findByRole('application', { name: 'Board' })
  await userEvent.tab()
  const began = performance.now()
  await userEvent.keyboard('{ArrowRight>10/}{ArrowDown>30/}')
  const sent = () =>
    mock.frames.filter(({ event, direction }) => event === 'client-cursor' && direction === 'sent')
  await expect.poll(() => sent().at(-1)?.data, { timeout: 30_000 }).toEqual({ x: 100, y: 100 })
  const seconds = Math.ceil((performance.now() - began) / 1000)
  expect(sent().length).toBeLessThanOrEqual(10 * (seconds + 1))
  expect(mock.frames.filter(({ event }) => event === 'pusher:error')).toEqual([])
})

it('without a connection the cursors stay, grey', async () => {
  const mock = renderOnPage(<LiveCursors board="plan" />, { channels })
  await act(() => mock.subscribed(channel))
  mock.join(channel, bob).trigger('client-cursor', { x: 25, y: 50 })
  await screen.findByText('Bob')
  act(() => mock.outage())
  await expect.poll(() => screen.getByRole('application').style.filter).toBe('grayscale(1)')
  expect(screen.getByText('Bob')).toBeVisible()
  expect(screen.getByRole('status')).toHaveTextContent('Reconnecting: cursors stand still')
})
