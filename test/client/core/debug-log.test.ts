import { afterEach, beforeEach, describe, expect, it, vi, type MockInstance } from 'vitest'
import { mockFixture } from '../support/mock-fixture.ts'
import { receive } from '../support/raw-frame.ts'

let info: MockInstance<typeof console.info>
beforeEach(() => {
  info = vi.spyOn(console, 'info').mockImplementation(() => {})
})
afterEach(() => info.mockRestore())
const on = mockFixture()

/** Its code loads by itself. */
const loaded = () => vi.waitFor(() => expect(lines()).toContain('[PUSHER] Connection connected'))
const lines = () => info.mock.calls.map(([line]) => String(line))

describe('debug', () => {
  it('writes states, subscriptions and events by name', async () => {
    const kit = on.kit({ debug: true })
    await loaded()
    kit.listen('news', 'published', () => {})
    await on.mock.subscribed('news')
    on.mock.trigger('news', 'published', { title: 'payload' })
    await vi.waitFor(() => expect(lines()).toContain('[PUSHER] Event published on news'))
    kit.connection.disconnect()
    expect(lines().slice(lines().indexOf('[PUSHER] Connection connected'))).toEqual([
      '[PUSHER] Connection connected',
      '[PUSHER] Subscribing to news',
      '[PUSHER] Subscribed to news',
      '[PUSHER] Event published on news',
      '[PUSHER] Subscribing to news',
      '[PUSHER] Connection disconnected',
    ])
  })

  it('says that logs and admin events are connected', async () => {
    const kit = on.kit({ debug: true })
    kit.connectLogs(() => {})
    kit.connectAdminEvents(() => {}, { channel: 'private-admin' })
    await on.mock.subscribed('logs')
    await on.mock.subscribed('private-admin')
    await vi.waitFor(() => expect(lines()).toContain('[PUSHER] Admin events connected'))
    await vi.waitFor(() => expect(lines()).toContain('[PUSHER] Logs connected'))
    const after = lines().slice(lines().indexOf('[PUSHER] Subscribed to logs'))
    expect(after[1]).toBe('[PUSHER] Logs connected')
    expect(lines().filter((line) => line === '[PUSHER] Logs connected')).toHaveLength(1)
  })

  it('writes each state once, from the first sign of a loss on', async () => {
    const kit = on.kit({ debug: true })
    await loaded()
    const before = lines().length
    // The first try comes after half a second.
    const random = vi.spyOn(Math, 'random').mockReturnValue(0.5)
    on.mock.drop({ code: 1006 })
    await vi.waitFor(() => expect(kit.connection.getSnapshot().isConnected).toBe(false))
    expect(kit.client?.connection.state).toBe('connected')
    expect(lines().at(-1)).toBe('[PUSHER] Connection connecting')
    random.mockRestore()
    await kit.whenConnected()
    expect(lines().slice(before)).toEqual([
      '[PUSHER] Connection error 1006',
      '[PUSHER] Connection connecting',
      '[PUSHER] Connection connected',
    ])
  })

  it('names what has no channel and no code by what it has, and no frames of Pusher itself', async () => {
    const kit = on.kit({ debug: true, onError: () => {} })
    await loaded()
    await kit.connection.measureLatency()
    receive(kit, { event: 'note' })
    const connection = kit.client?.connection as unknown as { emit: (event: string, data: unknown) => void }
    connection.emit('error', { type: 'WebSocketError' })
    kit.subscribe('constructor')
    expect(lines().slice(lines().indexOf('[PUSHER] Connection connected') + 1)).toEqual([
      '[PUSHER] Event note',
      '[PUSHER] Connection error',
      '[PUSHER] Subscription to constructor failed: Unsupported',
    ])
  })

  it('writes nothing once the kit is disposed of, not even the event that did it', async () => {
    const kit = on.kit({ debug: true })
    await loaded()
    kit.listen('news', 'end', () => kit.dispose())
    await on.mock.subscribed('news')
    on.mock.trigger('news', 'end', {})
    await vi.waitFor(() => expect(kit.client).toBeNull())
    expect(lines()).not.toContain('[PUSHER] Event end on news')
  })

  it('writes nothing for a kit that is disposed of before its code has loaded', async () => {
    const kit = on.kit({ debug: true })
    kit.subscribe('news')
    kit.dispose()
    await import('../../../src/client/core/debug-log.ts')
    await on.mock.settled()
    expect(lines()).toEqual([])
  })

  it('is no trouble of its own where no client could be made', async () => {
    const createClient = () => {
      throw new Error('no WebSocket here')
    }
    expect(() => on.kit({ debug: true, createClient })).toThrow('no WebSocket here')
    await import('../../../src/client/core/debug-log.ts')
    await on.mock.settled()
    expect(lines()).toEqual([])
  })

  it('counts the events of a batch', async () => {
    const kit = on.kit({ debug: true })
    kit.connectLogs(() => {})
    await on.mock.subscribed('logs')
    await loaded()
    receive(kit, {
      event: 'kit:batch',
      channel: 'logs',
      data: { $kit: { seq: 1, epoch: 'e' }, event: 'log', items: [{ text: 'a' }, { text: 'b' }] },
    })
    expect(lines().at(-1)).toBe('[PUSHER] Event log ×2 on logs')
  })

  it('names a refusal by its kind and status, without its text', async () => {
    on.mock.authorize(() => ({ status: 403, error: 'token s3cret is not allowed' }))
    const kit = on.kit({ debug: true, onError: () => {} })
    kit.subscribe('private-orders')
    await vi.waitFor(() =>
      expect(lines()).toContain('[PUSHER] Subscription to private-orders failed: AuthError 403'),
    )
    expect(lines().join('\n')).not.toContain('s3cret')
  })

  it('names each reason of a subscription that fails for two reasons', async () => {
    on.mock.authorize(() => ({ delay: Infinity }))
    const kit = on.kit({ debug: true, onError: () => {}, auth: { timeout: 30 } })
    await loaded()
    kit.subscribe('private-a')
    await vi.waitFor(() =>
      expect(lines()).toContain('[PUSHER] Subscription to private-a failed: TimeoutError'),
    )
    receive(kit, { event: 'pusher:error', data: { code: null, message: 'Refused: private-a' } })
    expect(lines().at(-1)).toBe('[PUSHER] Subscription to private-a failed: SubscriptionRefused')
  })

  it('has no tokens, signatures, payloads or line breaks of the wire', async () => {
    const kit = on.kit({
      debug: true,
      onError: () => {},
      auth: { getToken: () => 'bearer-s3cret' },
      createClient: (appKey, options) => on.mock.provider.createClient(appKey, options),
    })
    kit.listen('private-orders', () => {})
    await on.mock.subscribed('private-orders')
    await loaded()
    const { data } = on.mock.frames.find(({ event }) => event === 'pusher:subscribe') ?? {}
    const { auth } = data as { auth: string }
    receive(kit, {
      event: 'pusher:error',
      data: { code: null, message: `Invalid signature: Expected one of private-orders but got ${auth}` },
    })
    receive(kit, {
      event: 'paid\n[PUSHER] Connection disconnected',
      channel: 'private-orders',
      data: 'payl0ad',
    })
    const text = lines().join('\n')
    expect(auth).toMatch(/:/)
    for (const secret of [auth, 's3cret', 'payl0ad']) expect(text).not.toContain(secret)
    expect(lines()).not.toContain('[PUSHER] Connection disconnected')
    expect(text).toContain('[PUSHER] Event paid\u{FFFD}[PUSHER] Connection disconnected on private-orders')
  })

  it('names events of encrypted channels only', async () => {
    const kit = on.kit({ debug: true, onError: () => {} })
    await loaded()
    receive(kit, {
      event: 'note',
      channel: 'private-encrypted-notes',
      data: { nonce: 'n0nce', ciphertext: 'c1pher' },
    })
    expect(lines().at(-1)).toBe('[PUSHER] Event note on private-encrypted-notes')
    expect(lines().join('\n')).not.toMatch(/n0nce|c1pher/)
  })

  it('names a close that is for good by its code', async () => {
    on.mock.network.connect = { code: 4001, reason: 'no such app' }
    const kit = on.kit({ debug: true, onError: () => {} })
    await expect(kit.connect()).rejects.toMatchObject({ closeCode: 4001 })
    await vi.waitFor(() => expect(lines()).toContain('[PUSHER] Connection error 4001'))
  })

  it('is silent without it', async () => {
    const kit = on.kit()
    kit.connectLogs(() => {})
    await on.mock.subscribed('logs')
    on.mock.trigger('logs', 'log', { text: 'a' })
    await on.mock.settled()
    expect(lines()).toEqual([])
  })
})
