import { describe, expect, it, vi } from 'vitest'
import { createPusherKit } from 'react-pusher-kit/client'
import { mockFixture } from '../support/mock-fixture.ts'

const on = mockFixture()

it('a secret among the options is refused', () => {
  const options = { cluster: 'eu', secret: 'secret' }
  expect(() => createPusherKit({ appKey: 'key', options })).toThrow('keep it on the server')
})

describe('without a cluster', () => {
  it('and without a host, the kit says what is missing instead of dialling anywhere', () => {
    expect(() => createPusherKit({ appKey: 'key' })).toThrow(/Expected a cluster.*wsHost/)
  })

  it('a fallback without one is found at the start, not when it is needed', () => {
    const fallbacks = [{ appKey: 'second' }]
    expect(() => createPusherKit({ appKey: 'key', cluster: 'eu', fallbacks })).toThrow(/fallback second/)
  })

  it('a self-hosted server is fine', () => {
    const kit = createPusherKit({ appKey: 'key', options: { wsHost: '127.0.0.1', wsPort: 9 } })
    expect(kit.client).not.toBeNull()
    kit.dispose()
  })

  it('a client of the app’s own making decides for itself', () => {
    const createClient = vi.fn(on.mock.provider.createClient)
    const kit = createPusherKit({ appKey: 'mock-key', createClient })
    expect(createClient.mock.calls[0]?.[1]).not.toHaveProperty('cluster')
    kit.dispose()
  })
})
