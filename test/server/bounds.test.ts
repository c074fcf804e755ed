import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { embedded, memoryStore } from 'react-pusher-kit/server'
import type { EventStore } from 'react-pusher-kit/server'
import { signWebhook } from '../../src/protocol/index.ts'
import type { WebhookEvent } from '../../src/protocol/index.ts'
import { issuerKeys } from '../../src/server/auth/issuer-keys.ts'
import { ConnectionLimit } from '../../src/server/auth/connection-limit.ts'
import { memoryCounter, withoutAskingTwice } from '../../src/server/http/request/rate-counter.ts'
import { readText } from '../../src/server/http/request/request-body.ts'
import { TaskWatch } from '../../src/server/publishing/task-watch.ts'
import { memoryKeys } from '../../src/server/store/memory-keys.ts'
import { finishedLater } from '../../src/server/store/unfinished-claims.ts'
import { EventMetrics } from '../../src/server/usage/event-metrics.ts'
import { ChannelTable } from '../../src/server/webhooks/channel-table.ts'
import { memoryWebhooks } from '../../src/server/webhooks/memory-webhooks.ts'
import { app, demoServer } from './demo-server.ts'

const root = join(import.meta.dirname, '../..')

/** The rows under `## server` of docs/bounds.md. */
function documentedBounds() {
  const page = readFileSync(join(root, 'docs/bounds.md'), 'utf8')
  const section = /^## server$([^]*?)(?=^## |(?![^]))/m.exec(page)?.[1] ?? ''
  const rows = section.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| --'))
  return rows.slice(1).map((row) => {
    const [, collection = '', file = '', bound = ''] = row.split('|').map((cell) => cell.trim())
    const digits = /^[\d ]+/.exec(bound)?.[0].replaceAll(' ', '')
    return { collection, file: /\]\(\.\.\/(.+)\)/.exec(file)?.[1] ?? file, bound: Number(digits) }
  })
}

const now = Date.UTC(2026, 0, 1)
const { endOldestConnections: _, ...backend } = embedded({ app })

function appendTo(store: EventStore, channel: string, count: number) {
  const event = { event: 'log', data: {}, timestamp: now }
  return store.append({ channel, events: Array.from({ length: count }, () => event) })
}

async function heldOf(store: EventStore, channel: string): Promise<number> {
  const { firstSeq, lastSeq } = await store.history({ channel, limit: 1 })
  return lastSeq - firstSeq + 1
}

/** What is held after more than `bound` were brought. */
const attempts: Record<string, (bound: number) => Promise<number> | number> = {
  async 'keys of a rate limit'(bound) {
    const counter = memoryCounter({ keyPrefix: '', points: 1, duration: 60 })
    for (let i = 0; i <= bound; i++) await counter.consume(`${i}`)
    return counter.size()
  },

  async 'keys that a store refuses'(bound) {
    const counter = withoutAskingTwice({ consume: () => Promise.reject({ msBeforeNext: 60_000 }) })
    for (let i = 0; i <= bound; i++) await counter.consume(`${i}`).catch(() => {})
    return counter.size()
  },

  async 'body of a request'(bound) {
    const read = (bytes: number) =>
      demoServer().post('/api/v1/realtime/trigger', `"${'x'.repeat(bytes - 2)}"`)
    expect((await read(bound + 1)).status).toBe(413)
    expect((await read(bound)).status).toBe(400)
    let held = 0
    const body = new ReadableStream({
      pull(controller) {
        held += 1024
        controller.enqueue(new Uint8Array(1024).fill(0x20))
      },
    })
    const limits = { maxBytes: bound, timeoutMs: 10_000 }
    await expect(readText({ headers: new Headers(), body }, limits)).rejects.toMatchObject({ status: 413 })
    // The chunk that passes the bound, and one that the stream fetches ahead.
    return held - 2048
  },

  'undeclared events of metrics'(bound) {
    const metrics = new EventMetrics(() => now, ['declared'])
    for (let i = 0; i <= bound + 5000; i++) metrics.track('x', `event-${i}`, null)
    metrics.track('x', 'declared', null)
    const names = metrics.report('24h', 1440).events.map(({ event }) => event)
    expect(names).toContain('declared')
    expect(names).toContain('other')
    return names.length - 2
  },

  'users of metrics'(bound) {
    const metrics = new EventMetrics(() => now, ['a', 'b'])
    for (let i = 0; i <= bound; i++) metrics.track('x', i % 2 ? 'a' : 'b', `user-${i}`)
    return metrics.report('24h', 1440).events.reduce((sum, { unique_users: users }) => sum + users, 0)
  },

  'minutes of metrics'(bound) {
    let time = now
    const metrics = new EventMetrics(() => time)
    for (let i = 0; i < 2 * bound; i++) {
      metrics.track('x', 'event', 'user')
      time += 60_000
    }
    time -= 60_000
    return metrics.report('all', 2 * bound).series.filter(({ count }) => count > 0).length
  },

  'series of events in a report of metrics'(bound) {
    const names = Array.from({ length: bound + 10 }, (_each, index) => `${index}`)
    const metrics = new EventMetrics(() => now, names)
    for (const name of names) metrics.track('x', name, null)
    const { events } = metrics.report('24h', 1440)
    expect(events).toHaveLength(bound + 10)
    const all = events.flatMap(({ series }) => (series ? [series] : []))
    expect(all.every(({ length }) => length === 30)).toBe(true)
    return all.length
  },

  'occupied channels'(bound) {
    const table = new ChannelTable()
    for (let i = 0; i <= bound; i++) table.apply({ name: 'channel_occupied', channel: `${i}` }, now)
    expect(table.rows().map(({ channel }) => channel)).not.toContain('0')
    return table.rows().length
  },

  'members of occupied channels'(bound) {
    const table = new ChannelTable()
    const joined = (channel: string, user: number): WebhookEvent => ({
      name: 'member_added',
      channel,
      user_id: `${user}`,
    })
    const count = () => table.rows().reduce((sum, { members }) => sum + members.length, 0)
    for (let i = 0; i < bound; i++) table.apply(joined(`presence-${i % 50}`, i), now)
    const held = count()
    table.apply(joined('presence-0', bound), now)
    expect(count()).toBe(bound - bound / 50 + 1)
    for (let i = 0; i <= bound; i++) table.apply(joined('presence-alone', i), now)
    expect(table.rows()).toMatchObject([{ channel: 'presence-alone' }])
    expect(table.rows()[0]?.members.length).toBe(bound)
    table.apply({ name: 'channel_vacated', channel: 'presence-alone' }, now)
    table.apply(joined('presence-next', 1), now)
    expect(table.rows()).toMatchObject([{ channel: 'presence-next', members: ['1'] }])
    return held
  },

  async 'received webhooks'(bound) {
    const webhooks = memoryWebhooks()
    const add = (index: number) => webhooks.add({ id: `${index}`, content: '', isHandled: true })
    for (let i = 0; i <= bound; i++) expect(await add(i)).toBe('added')
    let held = 0
    for (let i = bound; i > 0; i--) held += (await add(i)) === 'known' ? 1 : 0
    expect(await add(0)).toBe('added')
    return held
  },

  async 'webhooks that wait for their handler'(bound) {
    let started = 0
    const onWebhook = () => (started++, new Promise<void>(() => {}))
    const { request } = demoServer({ now: () => now, webhooks: { onWebhook } })
    const send = async (index: number) => {
      const body = JSON.stringify({ time_ms: now, events: [], index })
      const headers = {
        'x-pusher-key': app.key,
        'x-pusher-signature': signWebhook(app, body),
      }
      return request('/pusher/webhook', {
        method: 'POST',
        body,
        headers,
        token: null,
      })
    }
    for (let i = 0; i < bound; i++) expect((await send(i)).status).toBe(200)
    const refused = await send(bound)
    expect(refused.status).toBe(503)
    expect(await refused.json()).toMatchObject({ code: 'overloaded' })
    // A repeat of one that waits is known, and the refused one is not.
    expect(await (await send(0)).json()).toMatchObject({ repeated: true })
    expect((await send(bound)).status).toBe(503)
    expect(started).toBe(1)
    return bound
  },

  async 'tasks that are watched'(bound) {
    const removed: string[] = []
    const watch = new TaskWatch({
      tasks: {
        add: async () => {},
        renew: async () => [],
        claim: async () => [],
        remove: async (ids) => void removed.push(...ids),
      },
      publishFailure: async () => {},
      log: () => {},
    })
    const task = { userId: '42', kind: 'report', percent: 0, onLost: () => {} }
    for (let i = 0; i < bound; i++) watch.add({ ...task, id: `${i}` })
    watch.progress('0', 50)
    watch.add({ ...task, id: 'last' })
    // The one without progress for the longest time; it has not failed.
    await expect.poll(() => removed).toEqual(['1'])
    return watch.size
  },

  async 'sign-ins'(bound) {
    const limit = new ConnectionLimit(2, () => now)
    const isFull = async (user: number) =>
      limit.signIn(backend, `${user}`, 'third').then(
        () => false,
        () => true,
      )
    for (let i = 0; i <= bound / 2; i++) {
      await limit.signIn(backend, `${i}`, 'first')
      await limit.signIn(backend, `${i}`, 'second')
    }
    let held = 0
    for (let i = bound / 2; i > 0; i--) held += (await isFull(i)) ? 2 : 0
    expect(await isFull(0)).toBe(false)
    return held
  },

  async 'events of a channel of memoryStore()'(bound) {
    const store = memoryStore()
    await appendTo(store, 'logs', bound)
    const held = await heldOf(store, 'logs')
    await appendTo(store, 'logs', 1)
    expect(await heldOf(store, 'logs')).toBeLessThanOrEqual(bound)
    return held
  },

  async 'events of memoryStore()'(bound) {
    const store = memoryStore()
    const names = Array.from({ length: 10 }, (_name, index) => `c${index}`)
    const held = async () => {
      const counts = await Promise.all(names.map((name) => heldOf(store, name)))
      return counts.reduce((sum, count) => sum + count, 0)
    }
    for (const name of names) await appendTo(store, name, bound / 10)
    const most = await held()
    await appendTo(store, 'c9', 1)
    expect(await held()).toBeLessThanOrEqual(bound)
    return most
  },

  async 'channels of memoryStore()'(bound) {
    const store = memoryStore({ events: 2 })
    await appendTo(store, 'first', 2)
    for (let i = 1; i < bound; i++) await appendTo(store, `c${i}`, 1)
    let remembered = 1
    for (let i = 1; i < bound; i++) {
      remembered += (await store.history({ channel: `c${i}`, limit: 1 })).lastSeq === 1 ? 1 : 0
    }
    await appendTo(store, 'one more', 1)
    // Forgotten: such a channel starts above all that were.
    expect(await store.history({ channel: 'c1', limit: 1 })).toMatchObject({ lastSeq: 2 })
    return remembered
  },

  async 'idempotency keys of requests'(bound) {
    const keys = memoryKeys()
    const claim = (index: number) =>
      keys.claim({ key: `${index}`, fingerprint: 'body', claimant: `${index}` })
    for (let i = 0; i <= bound; i++) await claim(i)
    let held = 0
    for (let i = bound; i > 0; i--) held += (await claim(i)).state === 'pending' ? 1 : 0
    expect(await claim(0)).toEqual({ state: 'claimed' })
    return held
  },

  async 'responses of idempotency keys'(bound) {
    const keys = memoryKeys()
    const claims = Array.from({ length: 11 }, (_key, index) => {
      return { key: `${index}`, fingerprint: 'body', claimant: 'one' }
    })
    for (const claim of claims) {
      await keys.claim(claim)
      await keys.settle(claim, 'x'.repeat(bound / 10))
    }
    let held = 0
    for (const claim of claims.toReversed()) {
      const known = await keys.claim(claim)
      held += known.state === 'settled' ? known.answer.length : 0
    }
    return held
  },

  async 'claims that a store could not end'(bound) {
    let isAway = true
    const released = new Set<string>()
    const away = () => Promise.reject(new Error('The store is away.'))
    const keys = finishedLater({
      claim: async () => ({ state: 'claimed' }),
      settle: away,
      release: async ({ key }) => (isAway ? away() : void released.add(key)),
    })
    const claim = (key: string) => ({ key, fingerprint: 'body', claimant: key })
    for (let i = 0; i <= bound; i++) await keys.release(claim(`${i}`)).catch(() => {})
    isAway = false
    await keys.claim(claim('next'))
    await expect.poll(() => released.size).toBeGreaterThanOrEqual(bound)
    expect(released.has('0')).toBe(false)
    return released.size
  },

  async 'idempotency keys of appends of memoryStore()'(bound) {
    const store = memoryStore()
    const append = async (index: number) => {
      const events = [{ event: 'log', data: {}, timestamp: now }]
      return (await store.append({ channel: 'logs', events, idempotencyKey: `${index}` })).repeated
    }
    for (let i = 0; i <= bound; i++) expect(await append(i)).toBe(false)
    let held = 0
    for (let i = bound; i > 0; i--) held += (await append(i)) ? 1 : 0
    expect(await append(0)).toBe(false)
    return held
  },

  async 'keys of an issuer'(bound) {
    const answer = (bytes: number) => `{"keys":[]}`.padEnd(bytes, ' ')
    const ask = (bytes: number) => {
      vi.stubGlobal('fetch', async () => new Response(answer(bytes)))
      const keys = issuerKeys(new URL('https://id.example.com/jwks'))
      return keys({ alg: 'RS256' }, { payload: '', signature: '' })
    }
    await expect(ask(bound)).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' })
    await expect(ask(bound + 1)).rejects.toMatchObject({ status: 503 })
    return bound
  },
}

describe('every collection that a request can make larger', () => {
  afterEach(() => void vi.unstubAllGlobals())
  const documented = documentedBounds()

  it('is in the table, with its file', () => {
    expect(documented.map(({ collection }) => collection)).toEqual(Object.keys(attempts))
    for (const { file } of documented) expect(readFileSync(join(root, file), 'utf8')).not.toBe('')
  })

  it.each(documented)('ends where the table says: $collection, $bound', { timeout: 60_000 }, async (row) => {
    expect(row.bound).toBeGreaterThan(0)
    expect(await attempts[row.collection]?.(row.bound)).toBe(row.bound)
  })
})
