import { MantineProvider } from '@mantine/core'
import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { PusherProvider } from 'react-pusher-kit'
import { ConnectionBadge } from 'react-pusher-kit/mantine'
import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let mock: MockPusher
beforeEach(async () => {
  mock = createMockPusher()
  render(
    <MantineProvider>
      <PusherProvider {...mock.provider}>
        <button>before</button>
        <ConnectionBadge />
        <button>after</button>
      </PusherProvider>
    </MantineProvider>,
  )
  await screen.findByText('Connected')
})
afterEach(() => {
  cleanup()
  mock.dispose()
})

const badge = () => screen.getByRole('button', { name: /Connected/ })
const before = () => screen.getByRole('button', { name: 'before' })

describe('the card of ConnectionBadge', () => {
  it('opens as the keyboard comes to the badge, and closes as it goes on', async () => {
    const user = userEvent.setup()
    before().focus()
    await user.tab()
    expect(document.activeElement).toBe(badge())
    await screen.findByRole('dialog')
    await user.tab()
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'after' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('can be dismissed with Escape where it only peeks, without moving the focus', async () => {
    const user = userEvent.setup()
    before().focus()
    await user.tab()
    await screen.findByRole('dialog')
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(document.activeElement).toBe(badge())
  })

  it('stays while the pointer is in it, and goes with the pointer', async () => {
    const user = userEvent.setup()
    await user.hover(badge())
    const card = await screen.findByRole('dialog')
    await user.hover(within(card).getByText('Socket id'))
    await user.hover(within(card).getByText('Jitter'))
    expect(screen.queryByRole('dialog')).not.toBeNull()
    await user.hover(before())
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('takes the focus when it is asked for, keeps it, and gives it back', async () => {
    const user = userEvent.setup()
    badge().focus()
    await user.keyboard('{Enter}')
    const card = await screen.findByRole('dialog')
    await waitFor(() =>
      expect(document.activeElement).toBe(within(card).getByRole('button', { name: 'Reconnect now' })),
    )
    const names = new Set<string>()
    for (let tab = 0; tab < 6; tab += 1) {
      await user.tab()
      expect(card.contains(document.activeElement)).toBe(true)
      names.add(document.activeElement?.ariaLabel ?? document.activeElement?.textContent ?? '')
    }
    expect([...names].toSorted()).toEqual(['Copy socket id', 'Disconnect', 'Reconnect now'])
    await user.keyboard('{Escape}')
    await waitFor(() => expect(document.activeElement).toBe(badge()))
  })
})
