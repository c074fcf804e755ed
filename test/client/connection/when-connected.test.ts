import { describe, expect, it, vi } from 'vitest'
import { mockFixture } from '../support/mock-fixture.ts'

const on = mockFixture()

describe('whenConnected', () => {
  it('resolves with the connection, and at once when there is one', async () => {
    const kit = on.kit()
    expect(kit.connection.getSnapshot().isConnected).toBe(false)
    await kit.whenConnected()
    expect(kit.connection.getSnapshot().isConnected).toBe(true)
    await kit.whenConnected()
  })

  it.each([4001, 4004, 4099])(
    'rejects with the reason when Pusher refuses for good with %d',
    async (code) => {
      on.mock.network.connect = { code, reason: 'no such app' }
      const kit = on.kit({ onError: () => {} })
      await expect(kit.whenConnected()).rejects.toMatchObject({ code: 'connection_failed', closeCode: code })
      // And at once, when it is asked for afterwards.
      await expect(kit.whenConnected()).rejects.toMatchObject({ closeCode: code })
    },
  )

  it('rejects when an open connection is closed for good', async () => {
    const kit = on.kit({ onError: () => {} })
    await kit.whenConnected()
    on.mock.network.connect = { code: 4001 }
    on.mock.drop({ code: 4100 })
    await vi.waitFor(() => expect(kit.connection.getSnapshot().isConnected).toBe(false), { interval: 2 })
    await expect(kit.whenConnected()).rejects.toMatchObject({ closeCode: 4001 })
  })

  it('waits for what passes: a disconnect() of the app, and a code that is tried again', async () => {
    const kit = on.kit({ onError: () => {} })
    await kit.whenConnected()
    kit.connection.disconnect()
    const waiting = kit.whenConnected()
    await on.mock.settled()
    kit.connection.connect()
    await expect(waiting).resolves.toBeUndefined()
    on.mock.drop({ code: 4201 })
    await on.mock.settled()
    await expect(kit.whenConnected()).resolves.toBeUndefined()
    on.mock.network.connect = 'hang'
    on.mock.drop({ code: 4201 })
    await vi.waitFor(() => expect(kit.connection.getSnapshot().error).not.toBeNull(), { interval: 2 })
    kit.connection.disconnect()
    const again = kit.whenConnected()
    on.mock.network.connect = 'accept'
    kit.connection.connect()
    await expect(again).resolves.toBeUndefined()
  })

  it('waits after an error that passes and a disconnect() of the app', async () => {
    const kit = on.kit({ onError: () => {} })
    await kit.whenConnected()
    const socket = kit.client?.connection as unknown as { emit: (event: string, data: unknown) => void }
    socket.emit('error', { type: 'WebSocketError', error: { type: 'TransportError' } })
    kit.connection.disconnect()
    const waiting = kit.whenConnected()
    kit.connection.connect()
    await expect(waiting).resolves.toBeUndefined()
  })

  it('waits while a fallback takes over', async () => {
    on.mock.network.connect = { code: 4001 }
    const onError = vi.fn(() => {
      on.mock.network.connect = 'accept'
    })
    const kit = on.kit({ onError, fallbacks: [{ appKey: on.mock.provider.appKey }] })
    await expect(kit.whenConnected()).resolves.toBeUndefined()
    expect(onError).toHaveBeenCalledTimes(1)
  })

  it('waits after a disconnect() of the app while a fallback takes over', async () => {
    on.mock.network.connect = { code: 4001 }
    const kit = on.kit({
      onError: () => {
        on.mock.network.connect = 'hang'
      },
      fallbacks: [{ appKey: on.mock.provider.appKey }],
    })
    const first = kit.client
    await vi.waitFor(() => expect(kit.client).not.toBe(first), { interval: 2 })
    kit.connection.disconnect()
    const waiting = kit.whenConnected()
    on.mock.network.connect = 'accept'
    kit.connection.connect()
    await expect(waiting).resolves.toBeUndefined()
  })

  it('rejects when the last fallback is refused too', async () => {
    on.mock.network.connect = { code: 4001 }
    const kit = on.kit({ onError: () => {}, fallbacks: [{ appKey: on.mock.provider.appKey }] })
    await expect(kit.whenConnected()).rejects.toMatchObject({ closeCode: 4001 })
  })

  it('rejects in a browser without WebSocket, whatever fallbacks there are', async () => {
    on.mock.network.connect = 'hang'
    const kit = on.kit({ fallbacks: [{ appKey: on.mock.provider.appKey }] })
    const waiting = kit.whenConnected()
    const manager = kit.client?.connection as unknown as { updateState: (state: string) => void }
    manager.updateState('failed')
    await expect(waiting).rejects.toMatchObject({ code: 'connection_failed', closeCode: null })
  })

  it('connect() after a refusal waits again', async () => {
    on.mock.network.connect = { code: 4001 }
    const kit = on.kit({ onError: () => {} })
    await expect(kit.whenConnected()).rejects.toMatchObject({ closeCode: 4001 })
    on.mock.network.connect = 'accept'
    kit.connection.connect()
    await expect(kit.whenConnected()).resolves.toBeUndefined()
  })
})
