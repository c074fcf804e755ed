import { describe, expect, it } from 'vitest'
import type { App } from '../../src/protocol/index.ts'
import { collect, connected, errorCodes, subscribed, type Contract, type CreateContract } from './contract.ts'

/** What the settings of an app refuse and switch off. */
export function appCases(create: CreateContract): void {
  describe('an app', () => {
    it('that is disabled refuses every connection with 4003', async () => {
      await withApp({ enabled: false }, async (contract) => {
        const pusher = contract.connect()
        const codes = errorCodes(pusher)
        await contract.until(() => pusher.connection.state === 'disconnected', 'the refusal')
        expect(new Set(codes)).toEqual(new Set([4003]))
      })
    })

    it('for TLS only sends others away with 4000, and they ask for TLS', async () => {
      await withApp({ tlsOnly: true }, async (contract) => {
        const pusher = contract.connect({ forceTLS: false })
        const codes = errorCodes(pusher)
        await contract.until(() => codes.length > 0 && pusher.connection.isUsingTLS(), 'the refusal')
        expect(codes[0]).toBe(4000)
      })
    })

    it('over its quota of connections refuses with 4004 for good', async () => {
      await withApp({ maxConnections: 1 }, async (contract) => {
        await connected(contract)
        const second = contract.connect()
        const codes = errorCodes(second)
        await contract.until(() => second.connection.state === 'disconnected', 'the refusal')
        expect(new Set(codes)).toEqual(new Set([4004]))
      })
    })

    it('without client events rejects them', async () => {
      await withApp({ clientEvents: false }, async (contract) => {
        const pusher = await connected(contract)
        const errors = collect<{ data: { message: string } }>(pusher.connection, 'error')
        const channel = await subscribed(contract, pusher, 'private-a')
        channel.trigger('client-x', {})
        await contract.until(() => errors.length === 1, 'the error')
        expect(errors[0]?.data.message).toContain('enable this feature')
      })
    })

    it('without subscription counts tells none', async () => {
      await withApp({ subscriptionCount: false }, async (contract) => {
        const channel = await subscribed(contract, await connected(contract), 'logs')
        const counts = collect(channel, 'pusher:subscription_count')
        const received = collect(channel, 'e')
        await subscribed(contract, await connected(contract), 'logs')
        await contract.publish('logs', 'e', 1)
        await contract.until(() => received.length === 1, 'the event')
        expect(counts).toEqual([])
      })
    })
  })

  async function withApp(settings: Partial<App>, run: (contract: Contract) => Promise<void>): Promise<void> {
    const contract = await create(settings)
    try {
      await run(contract)
    } finally {
      await contract.dispose()
    }
  }
}
