import { expect, it, onTestFinished, vi } from 'vitest'
import { ConnectionError } from 'react-pusher-kit/client'
import { mockFixture } from './support/mock-fixture.ts'

const on = mockFixture()

it('a kit without an appKey writes to the console that it does not connect', () => {
  const info = vi.spyOn(console, 'info').mockImplementation(() => {})
  onTestFinished(() => info.mockRestore())
  on.kit({ appKey: null })
  expect(info).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('Expected an appKey'))
})

it('a kit that was disposed before its first connect() stays without a client', async () => {
  const kit = on.kit({ enabled: false })
  kit.dispose()
  await expect(kit.connect()).rejects.toBeInstanceOf(ConnectionError)
  expect(kit.client).toBeNull()
})
