import nacl from 'tweetnacl'
import { describe, expect, it, vi } from 'vitest'
import { mockFixture } from '../support/mock-fixture.ts'
import { receive } from '../support/raw-frame.ts'

const on = mockFixture()
const fast = { interval: 2 }

describe('encrypted channels', () => {
  it('work with a pusher-js that can decrypt', async () => {
    const received = vi.fn()
    const { listen } = on.kit()
    listen('private-encrypted-a', 'e', received)
    await on.mock.subscribed('private-encrypted-a')
    on.mock.trigger('private-encrypted-a', 'e', { secret: 1 })
    await vi.waitFor(() => expect(received.mock.calls[0]?.[0]).toEqual({ secret: 1 }), fast)
  })

  describe('whose key is changed', () => {
    const channel = 'private-encrypted-a'
    const keys = [1, 2].map((byte) => new Uint8Array(32).fill(byte))
    let present = 0
    let asked = 0
    const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
    /** The app's own auth endpoint hands out the present key. */
    const fetch: typeof globalThis.fetch = async (input, init) => {
      asked += 1
      const answer = (await (await on.mock.fetch(input, init)).json()) as object
      return Response.json({ ...answer, shared_secret: base64(keys[present] ?? new Uint8Array()) })
    }
    const encrypted = (data: unknown) => {
      const nonce = new Uint8Array(24).fill(asked)
      const text = new TextEncoder().encode(JSON.stringify(data))
      const ciphertext = nacl.secretbox(text, nonce, keys[present] ?? new Uint8Array())
      return { event: 'e', channel, data: { nonce: base64(nonce), ciphertext: base64(ciphertext) } }
    }

    it('lose no event, though several come before the new key does', async () => {
      present = 0
      asked = 0
      const [received, onError] = [vi.fn(), vi.fn()]
      const kit = on.kit({ fetch, onError })
      kit.listen(channel, 'e', received)
      await vi.waitFor(() => expect(kit.channel(channel).getSnapshot().status).toBe('subscribed'), fast)
      receive(kit, encrypted(1))
      expect(received.mock.calls.map(([payload]) => payload as number)).toEqual([1])
      present = 1
      receive(kit, encrypted(2))
      receive(kit, encrypted(3))
      await vi.waitFor(() => expect(received).toHaveBeenCalledTimes(3), fast)
      expect(received.mock.calls.map(([payload]) => payload as number)).toEqual([1, 2, 3])
      // One for the subscription, one for the new key.
      expect(asked).toBe(2)
      expect(kit.channel(channel).getSnapshot()).toMatchObject({ status: 'subscribed', error: null })
      expect(onError).not.toHaveBeenCalled()
    })

    it('take the new key with a reconnect', async () => {
      present = 0
      const received = vi.fn()
      const kit = on.kit({ fetch })
      kit.listen(channel, 'e', received)
      await vi.waitFor(() => expect(kit.channel(channel).getSnapshot().status).toBe('subscribed'), fast)
      present = 1
      on.mock.drop()
      await vi.waitFor(() => expect(kit.connection.getSnapshot().stats.reconnections).toBe(1), fast)
      await vi.waitFor(() => expect(kit.channel(channel).getSnapshot().status).toBe('subscribed'), fast)
      receive(kit, encrypted(2))
      expect(received.mock.calls.map(([payload]) => payload as number)).toEqual([2])
    })
  })

  it('say what to do without one, before there is a connection and with it', async () => {
    const client = on.mock.client()
    // As the web build comes; the node build brings encryption along.
    Object.assign(client.config, { nacl: undefined })
    const onError = vi.fn()
    const kit = on.kit({ client, onError })
    const channel = kit.channel('private-encrypted-a')
    const seen: string[] = []
    channel.subscribe(() => seen.push(channel.getSnapshot().status))
    kit.subscribe('private-encrypted-a')
    const unsupported = {
      status: 'error',
      error: { type: 'Unsupported', message: expect.stringContaining('pusher-js/with-encryption') },
    }
    expect(channel.getSnapshot()).toMatchObject(unsupported)
    kit.subscribe('private-encrypted-a')
    expect(onError).toHaveBeenCalledTimes(1)
    await vi.waitFor(() => expect(kit.connection.getSnapshot().isConnected).toBe(true), fast)
    expect(channel.getSnapshot()).toMatchObject(unsupported)
    expect(seen.slice(seen.indexOf('error'))).not.toContain('subscribing')
  })
})
