import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { openBackend } from './backends.ts'
import { OrderDesk } from './OrderDesk.tsx'

const versions = ['before', 'after'] as const

async function open(version: (typeof versions)[number], token: string) {
  vi.stubEnv('VITE_REALTIME', version)
  const backend = await openBackend[version]()
  const { unmount } = render(<OrderDesk token={token} {...backend.props} />)
  onTestFinished(() => {
    unmount()
    vi.unstubAllEnvs()
  })
  return backend
}

// #region test
describe.each(versions)('the order desk, %s', (version) => {
  it('lists an order that the server publishes', async () => {
    const { publish } = await open(version, 'token-of-ana')
    await publish({ id: 'A-1' })
    expect(await screen.findByText('A-1')).toBeVisible()
    expect(await screen.findByText('live')).toBeVisible()
  })

  it('pays an order, and shows the confirmation', async () => {
    const { publish } = await open(version, 'token-of-ana')
    await publish({ id: 'A-1' })
    await userEvent.click(screen.getByRole('button', { name: 'Pay B-1' }))
    expect(await screen.findByRole('button', { name: 'B-1 is paid' })).toBeVisible()
    expect(await screen.findByText('B-1')).toBeVisible()
  })

  it('shows who has no access', async () => {
    await open(version, 'token-of-eve')
    expect(await screen.findByText('No access to the orders')).toBeVisible()
  })

  it('receives orders again after a lost connection', async () => {
    const { publish, drop } = await open(version, 'token-of-ana')
    await publish({ id: 'A-1' })
    await screen.findByText('A-1')
    await drop()
    await publish({ id: 'A-2' })
    expect(await screen.findByText('A-2')).toBeVisible()
  })
})
// #endregion
