import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { devTokens, memoryStore, StoreError } from 'react-pusher-kit/server'
import type { Broadcaster, EventStore, KeyStore } from 'react-pusher-kit/server'
import { bodyOf, demoServer, quietBackend } from '../../demo-server.ts'

const trigger = '/api/v1/realtime/trigger'
const batch = '/api/v1/realtime/trigger/batch'
const message = '/api/v1/pusher/message'
const logs = '/api/v1/logs'

const keyed = (key: string, token?: string) => ({
  headers: { 'idempotency-key': key },
  ...(token === undefined ? {} : { token }),
})
const note = (text: string) => ({ channel: 'private-user-42', event: 'notification', data: { text } })
const plain = (text: string) => ({ channel: 'public-news', event: 'hello', data: { text } })

const chat = (text: string) => ({ channel: 'private-user-42', message_type: 'chat', payload: { text } })

function memoryKeysOf({ keys }: EventStore): KeyStore {
  if (!keys) throw new Error('Expected a store that keeps keys of requests.')
  return keys
}

/** Answers of a handler that wait until the test lets them go. */
function heldHandler() {
  const release: (() => void)[] = []
  let calls = 0
  const handle = () => {
    calls++
    return new Promise<null>((resolve) => void release.push(() => resolve(null)))
  }
  return { handle, calls: () => calls, release: () => release.splice(0).forEach((end) => end()) }
}

describe('an idempotency key', () => {
  it('of one user never meets that of another, whatever slashes they have', async () => {
    const { post } = demoServer({
      authenticate: devTokens({ short: { id: 'alice' }, long: { id: 'alice/x' } }),
      authorize: { logs: { publish: () => true, history: 'anyone' } },
    })
    const line = { text: 'line' }
    expect(await bodyOf(await post(logs, line, keyed('x/k1', 'short')))).toMatchObject({ first_seq: 1 })
    const other = await bodyOf(await post(logs, line, keyed('k1', 'long')))
    expect(other).toMatchObject({ first_seq: 2, repeated: false })
  })

  it('of one event never meets that of an item of a batch', async () => {
    const { post } = demoServer()
    const first = await bodyOf(await post(batch, { batch: [note('a'), note('b')] }, keyed('q')))
    expect(first['results']).toMatchObject([{ seq: 1 }, { seq: 2 }])
    expect(await bodyOf(await post(trigger, note('a'), keyed('q/0')))).toMatchObject({ seq: 3 })
    expect(await bodyOf(await post(trigger, note('a'), keyed('["42","q",0]')))).toMatchObject({ seq: 4 })
  })

  it('of the server itself never meets that of a user, whatever either is called', async () => {
    const { server, post, subscribe } = demoServer({
      authenticate: devTokens({ odd: { id: 'public-news' }, usual: { id: '42' } }),
      authorize: {
        'public-{topic}': { publish: () => true },
        'private-user-{userId}': { publish: () => true },
      },
    })
    const delivered = subscribe('public-news')
    expect((await post(trigger, plain('user'), keyed('key', 'odd'))).status).toBe(200)
    await server.publish('public-news', 'hello', { text: 'server' }, { idempotencyKey: 'key' })
    expect(delivered.map(({ data }) => data)).toEqual([{ text: 'user' }, { text: 'server' }])

    expect(await bodyOf(await post(trigger, note('user'), keyed('key', 'usual')))).toMatchObject({ seq: 1 })
    const own = { idempotencyKey: '["42","key",0]' }
    expect(await server.publish('private-user-42', 'notification', {}, own)).toMatchObject({
      firstSeq: 2,
      repeated: false,
    })
  })

  it.each([
    [trigger, note('a'), note('b')],
    [trigger, plain('a'), plain('b')],
    [batch, { batch: [note('a')] }, { batch: [note('a'), note('b')] }],
    [message, chat('a'), chat('b')],
    [logs, { text: 'a' }, { text: 'b' }],
    [logs, '{"text":"a"}', '{"text": "a"}'],
  ])('of %s with another body is a conflict', async (path, first, second) => {
    const { post } = demoServer()
    expect((await post(path, first, keyed('key'))).ok).toBe(true)
    const response = await post(path, second, keyed('key'))
    expect(response.status).toBe(409)
    expect(await bodyOf(response)).toMatchObject({ code: 'idempotency_conflict', field: 'idempotency-key' })
    expect((await post(path, first, keyed('key'))).ok).toBe(true)
  })

  it('of another route is a conflict', async () => {
    const { post } = demoServer()
    const both = { ...note('a'), message_type: 'notification', payload: {} }
    expect((await post(trigger, both, keyed('key'))).status).toBe(200)
    expect((await post(message, both, keyed('key'))).status).toBe(409)
  })

  it('publishes once in channels that are not persisted, and gets the same receipt', async () => {
    const { post, subscribe } = demoServer()
    const delivered = subscribe('public-news')
    const first = await (await post(trigger, plain('once'), keyed('key'))).text()
    expect(await (await post(trigger, plain('once'), keyed('key'))).text()).toBe(first)
    const many = { batch: [plain('a'), plain('b')] }
    const both = await (await post(batch, many, keyed('batch'))).text()
    expect(await (await post(batch, many, keyed('batch'))).text()).toBe(both)
    expect(delivered.map(({ data }) => data)).toEqual([{ text: 'once' }, { text: 'a' }, { text: 'b' }])
  })

  it('publishes once for the server itself, persisted or not', async () => {
    const { server, subscribe } = demoServer()
    const delivered = subscribe('public-news')
    const options = { idempotencyKey: 'key' }
    for (let i = 0; i < 2; i++) await server.publish('public-news', 'hello', { n: 1 }, options)
    expect(delivered).toHaveLength(1)
    const publish = (n: number) => server.publish('private-user-42', 'notification', { n }, options)
    expect(await publish(1)).toMatchObject({ firstSeq: 1, repeated: false })
    expect(await publish(1)).toMatchObject({ firstSeq: 1, repeated: true })
    await expect(publish(2)).rejects.toMatchObject({ code: 'idempotency_conflict' })
    await expect(server.publish('public-news', 'hello', { n: 2 }, options)).rejects.toMatchObject({
      status: 409,
    })
    // Another channel is another event.
    await server.publish('public-other', 'hello', { n: 2 }, options)
  })

  it('runs a message handler once: a repeat meanwhile is told so, a later one gets the receipt', async () => {
    const { handle, calls, release } = heldHandler()
    const { post } = demoServer({ messages: { chat: handle } })
    const body = chat('a')
    const first = post(message, body, keyed('key'))
    await expect.poll(calls).toBe(1)
    const meanwhile = await post(message, body, keyed('key'))
    expect(meanwhile.status).toBe(409)
    expect(meanwhile.headers.get('retry-after')).toBe('1')
    expect(await bodyOf(meanwhile)).toMatchObject({ code: 'idempotency_in_progress' })
    release()
    const receipt = await bodyOf(await first)
    expect(await bodyOf(await post(message, body, keyed('key')))).toEqual(receipt)
    expect(calls()).toBe(1)
  })

  it('is free again when the request failed', async () => {
    let attempts = 0
    const { post } = demoServer({
      messages: {
        chat: () => {
          if (attempts++ === 0) throw new Error('the first attempt fails')
        },
      },
    })
    const body = chat('a')
    expect((await post(message, body, keyed('key'))).status).toBe(500)
    expect((await post(message, body, keyed('key'))).status).toBe(200)
    expect((await post(message, body, keyed('key'))).status).toBe(200)
    expect(attempts).toBe(2)
  })

  it('does nothing for a request that is refused', async () => {
    const { post } = demoServer()
    const forbidden = { channel: 'private-user-43', event: 'notification', data: {} }
    expect((await post(trigger, forbidden, keyed('key'))).status).toBe(403)
    expect((await post(trigger, { ...plain('a'), event: 'client-x' }, keyed('key'))).status).toBe(400)
    expect((await post(trigger, plain('a'), keyed('key'))).status).toBe(200)
  })

  it('works with a store that keeps no keys of requests', async () => {
    const { keys: _, ...store } = memoryStore()
    const { post, subscribe } = demoServer({ store })
    const delivered = subscribe('public-news')
    for (let i = 0; i < 3; i++) await post(trigger, plain('once'), keyed('key'))
    expect(delivered).toHaveLength(1)
  })

  it('costs no claim where lines are stored together with it', async () => {
    const store = memoryStore()
    const claims: string[] = []
    const keys = { ...store.keys, claim: async ({ key }: { key: string }) => void claims.push(key) }
    const { post } = demoServer({ store: { ...store, keys } as unknown as EventStore })
    expect((await post(logs, { text: 'a' }, keyed('key'))).status).toBe(202)
    expect(claims).toEqual([])
  })

  describe('on a clock', () => {
    beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 5, 1) }))
    afterEach(() => void vi.useRealTimers())

    it('is free after 60 s when nothing was heard of its request, and lasts a day', async () => {
      const { handle, calls, release } = heldHandler()
      const { post } = demoServer({ messages: { chat: handle } })
      const body = chat('a')
      const ended = post(message, body, keyed('key'))
      await expect.poll(calls).toBe(1)
      vi.setSystemTime(Date.now() + 60_000)
      const next = post(message, body, keyed('key'))
      await expect.poll(calls).toBe(2)
      release()
      await Promise.all([ended, next])
      vi.setSystemTime(Date.now() + 23 * 60 * 60_000)
      expect(await bodyOf(await post(message, body, keyed('key')))).toEqual(await bodyOf(await next))
      vi.setSystemTime(Date.now() + 60 * 60_000)
      const later = post(message, body, keyed('key'))
      await expect.poll(calls).toBe(3)
      release()
      expect((await later).status).toBe(200)
    })
  })
})

describe('a store that fails once', () => {
  /** @param isStored - the append was carried out, and only its answer is lost */
  function failingOnce(isStored: boolean) {
    const store = memoryStore()
    const sent: string[] = []
    let failures = 1
    const broadcaster: Broadcaster = {
      ...quietBackend(),
      send: async (messages) => {
        for (const { channels, event } of messages) sent.push(`${channels.join()} ${event}`)
        return 0
      },
    }
    const append: EventStore['append'] = async (request) => {
      if (failures-- <= 0) return store.append(request)
      if (isStored) await store.append(request)
      throw new StoreError('store_unavailable', 'Expected it to answer.')
    }
    return { sent, ...demoServer({ store: { ...store, append }, broadcaster }) }
  }

  const mixed = { channels: ['public-news', 'private-user-42'], event: 'hello', data: { text: 'a' } }
  const both = ['public-news hello', 'private-user-42 hello']

  it.each([
    [trigger, mixed, both],
    [batch, { batch: [plain('a'), note('b')] }, ['public-news hello', 'private-user-42 notification']],
  ])('has a repeated %s send only what had not gone out', async (path, body, expected) => {
    const { post, server, sent } = failingOnce(false)
    expect((await post(path, body, keyed('key'))).status).toBe(503)
    expect(sent).toEqual(expected.slice(0, 1))
    for (let i = 0; i < 2; i++) expect((await post(path, body, keyed('key'))).status).toBe(200)
    await server.close()
    expect(sent).toEqual(expected)
  })

  it('has the server itself send only what had not gone out', async () => {
    const { server, sent } = failingOnce(false)
    const publish = () => server.publish(mixed.channels, mixed.event, mixed.data, { idempotencyKey: 'key' })
    await expect(publish()).rejects.toMatchObject({ code: 'store_unavailable' })
    for (let i = 0; i < 2; i++) await publish()
    await server.close()
    expect(sent).toEqual(both)
  })

  it.each([
    [trigger, note('a'), 'private-user-42 notification'],
    [logs, { text: 'a' }, 'logs log'],
  ])('and had stored: the repeated %s is broadcast, once', async (path, body, expected) => {
    const { post, server, sent } = failingOnce(true)
    expect((await post(path, body, keyed('key'))).status).toBe(503)
    for (let i = 0; i < 3; i++) expect((await post(path, body, keyed('key'))).ok).toBe(true)
    await server.close()
    expect(sent).toEqual([expected])
  })
})

describe('a store that is not there', () => {
  const away = async () => {
    throw new StoreError('store_unavailable', 'Expected it to answer.', { retryAfter: 7 })
  }

  it.each([
    [trigger, note('a')],
    [logs, { text: 'a' }],
  ])('is 503 with retry-after for %s', async (path, body) => {
    const { post, request } = demoServer({ store: { ...memoryStore(), append: away, history: away } })
    for (const response of [await post(path, body), await request('/api/v1/channels/logs/events')]) {
      expect(response.status).toBe(503)
      expect(response.headers.get('retry-after')).toBe('7')
      expect(await bodyOf(response)).toMatchObject({ code: 'store_unavailable' })
    }
  })

  it('takes nothing back when it cannot keep the answer: the request was carried out', async () => {
    const store = memoryStore()
    const keys = { ...memoryKeysOf(store), settle: away }
    const { post, server, subscribe } = demoServer({ store: { ...store, keys } })
    const delivered = subscribe('public-news')
    expect((await post(trigger, plain('a'), keyed('key'))).status).toBe(200)
    await server.publish('public-news', 'hello', { text: 'b' }, { idempotencyKey: 'key' })
    expect(delivered).toHaveLength(2)
    expect((await post(trigger, plain('a'), keyed('key'))).status).toBe(409)
  })

  it('that cannot free the key hides nothing of why the request failed', async () => {
    const store = memoryStore()
    const keys = { ...memoryKeysOf(store), release: away }
    const { post, server } = demoServer({ store: { ...store, keys } })
    const reserved = { ...plain('a'), event: 'client-x' }
    expect((await post(trigger, reserved, keyed('key'))).status).toBe(400)
    await expect(
      server.publish('public-news', 'client-x', {}, { idempotencyKey: 'key' }),
    ).rejects.toMatchObject({ status: 400 })
  })

  it('is 503 for a key that cannot be claimed, and the request is not carried out', async () => {
    const store = memoryStore()
    const keys = { claim: away, settle: away, release: away }
    const { post, subscribe } = demoServer({ store: { ...store, keys } })
    const delivered = subscribe('public-news')
    expect((await post(trigger, plain('a'), keyed('key'))).status).toBe(503)
    expect(delivered).toEqual([])
  })
})

describe('a store that was away for a moment', () => {
  type Operation = 'append' | keyof KeyStore

  /** @param isDone - what fails was done by the store, and only its answer is lost */
  function interruptedStore(isDone = false) {
    const store = memoryStore()
    const keys = memoryKeysOf(store)
    const away = new Set<Operation>()
    const answered = async <T>(operation: Operation, run: () => Promise<T>): Promise<T> => {
      if (!away.has(operation)) return run()
      if (isDone) await run()
      throw new StoreError('store_unavailable', 'Expected it to answer.')
    }
    const interrupted: EventStore = {
      ...store,
      append: (request) => answered('append', () => store.append(request)),
      keys: {
        claim: (claim) => answered('claim', () => keys.claim(claim)),
        settle: (claim, answer) => answered('settle', () => keys.settle(claim, answer)),
        release: (claim) => answered('release', () => keys.release(claim)),
      },
    }
    return { away, store, ...demoServer({ store: interrupted }) }
  }

  const send = (post: ReturnType<typeof demoServer>['post'], body: unknown, key: string) =>
    post(trigger, body, keyed(key))

  it('frees the key of a request that failed, though it could not be released at once', async () => {
    const { away, post } = interruptedStore()
    for (const operation of ['append', 'release'] as const) away.add(operation)
    expect((await send(post, note('a'), 'key')).status).toBe(503)
    away.clear()
    expect(await bodyOf(await send(post, note('a'), 'key'))).toMatchObject({ seq: 1 })
  })

  it('frees a key whose claim was stored, and only the answer was lost', async () => {
    const { away, post } = interruptedStore(true)
    away.add('claim')
    expect((await send(post, note('a'), 'key')).status).toBe(503)
    away.clear()
    expect(await bodyOf(await send(post, note('a'), 'key'))).toMatchObject({ seq: 1 })
  })

  it('keeps the answer that could not be stored at once, and carries nothing out again', async () => {
    const { away, post, subscribe } = interruptedStore()
    const delivered = subscribe('public-news')
    away.add('settle')
    const first = await send(post, plain('a'), 'key')
    expect(first.status).toBe(200)
    away.clear()
    expect(await bodyOf(await send(post, plain('a'), 'key'))).toEqual(await bodyOf(first))
    expect(delivered).toHaveLength(1)
  })

  it('forgets no answer when the store is away once more', async () => {
    const { away, post, subscribe } = interruptedStore()
    const delivered = subscribe('public-news')
    away.add('settle')
    expect((await send(post, plain('a'), 'key')).status).toBe(200)
    away.add('claim')
    expect((await send(post, plain('a'), 'key')).status).toBe(503)
    away.clear()
    expect((await send(post, plain('a'), 'key')).status).toBe(200)
    expect(delivered).toHaveLength(1)
  })

  it('frees the key for the other servers, too, when it answers a request again', async () => {
    const { away, store, post } = interruptedStore()
    for (const operation of ['append', 'release'] as const) away.add(operation)
    expect((await send(post, note('a'), 'key')).status).toBe(503)
    away.clear()
    expect((await send(post, note('b'), 'other')).status).toBe(200)
    const other = demoServer({ store })
    await expect.poll(async () => (await send(other.post, note('a'), 'key')).status).toBe(200)
  })
})
