import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import HttpPusher, { type WebHookRequest } from 'pusher'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connected, subscribed } from './contract.ts'
import { devServerContract, type DevServerContract } from './dev-server-contract.ts'

describe('the official pusher package', () => {
  let contract: DevServerContract

  beforeEach(async () => {
    contract = await devServerContract()
  })

  afterEach(async () => {
    await contract.dispose()
  })

  it('triggers to one channel and to many, with info', async () => {
    await subscribed(contract, await connected(contract, { user: { id: 'ada' } }), 'presence-room')
    expect((await contract.http.trigger('logs', 'e', {})).status).toBe(200)
    const params = { info: 'user_count,subscription_count' }
    const response = await contract.http.trigger(['presence-room', 'presence-none'], 'e', {}, params)
    expect(await response.json()).toEqual({
      channels: {
        'presence-room': { user_count: 1, subscription_count: 1 },
        'presence-none': { user_count: 0, subscription_count: 0 },
      },
    })
  })

  it('triggers to channels of different kinds with info, and gets what each of them has', async () => {
    await subscribed(contract, await connected(contract, { user: { id: 'ada' } }), 'presence-room')
    const params = { info: 'user_count,subscription_count' }
    const response = await contract.http.trigger(['presence-room', 'logs'], 'e', {}, params)
    expect(await response.json()).toEqual({
      channels: {
        'presence-room': { user_count: 1, subscription_count: 1 },
        logs: { subscription_count: 0 },
      },
    })
    await expect(
      contract.http.get({ path: '/channels/logs', params: { info: 'user_count' } }),
    ).rejects.toMatchObject({ status: 400 })
  })

  it('reads the cache of a cache channel, null while it is empty, and of no other', async () => {
    const get = async (name: string): Promise<unknown> =>
      (await contract.http.get({ path: `/channels/${name}`, params: { info: 'cache' } })).json()
    expect(await get('cache-news')).toEqual({ occupied: false, cache: null })
    await contract.http.trigger('cache-news', 'e', { x: 1 })
    expect(await get('cache-news')).toMatchObject({ cache: { data: '{"x":1}' } })
    await expect(get('news')).rejects.toMatchObject({ status: 400 })
  })

  it('triggers a batch', async () => {
    const response = await contract.http.triggerBatch([
      { channel: 'presence-room', name: 'e', data: {}, info: 'user_count' },
      { channel: 'logs', name: 'e', data: {} },
    ])
    expect(await response.json()).toEqual({ batch: [{ user_count: 0 }, {}] })
  })

  it('reads channels, one channel and its users', async () => {
    await subscribed(contract, await connected(contract, { user: { id: 'ada' } }), 'presence-room')
    const get = async (path: string, params: Record<string, string> = {}): Promise<unknown> =>
      (await contract.http.get({ path, params })).json()
    expect(await get('/channels', { filter_by_prefix: 'presence-', info: 'user_count' })).toEqual({
      channels: { 'presence-room': { user_count: 1 } },
    })
    expect(await get('/channels/presence-room', { info: 'user_count' })).toEqual({
      occupied: true,
      user_count: 1,
    })
    expect(await get('/channels/presence-room/users')).toEqual({ users: [{ id: 'ada' }] })
  })

  it.each([
    ['401', { secret: 'wrong' }, 401],
    ['404', { appId: '9' }, 404],
  ])('gets %s as an error with status and text', async (_, wrong, status) => {
    const right = { appId: '4711', key: 'key', secret: 'secret' }
    const server = { host: '127.0.0.1', port: String(contract.port), useTLS: false }
    const other = new HttpPusher({ ...right, ...server, ...wrong })
    await expect(other.get({ path: '/channels' })).rejects.toMatchObject({ status })
  })

  it('terminates the connections of a user', async () => {
    const pusher = await connected(contract, { user: { id: 'ada' } })
    pusher.signin()
    await contract.until(() => pusher.user.user_data !== null, 'the sign-in')
    expect((await contract.http.terminateUserConnections('ada')).status).toBe(200)
    await contract.until(() => pusher.connection.state === 'disconnected', 'the end')
    expect(pusher.connection.state).toBe('disconnected')
  })
})

describe('the official pusher package, with webhooks', () => {
  it('finds every webhook of a visit valid', async () => {
    const received: WebHookRequest[] = []
    const receiver = createServer((request, response) => {
      void readWebhook(request).then((webhook) => received.push(webhook))
      response.end()
    })
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
    const { port } = receiver.address() as AddressInfo
    const contract = await devServerContract(
      { webhooks: [{ url: `http://127.0.0.1:${port}/` }] },
      { postWebhook: async (url, init) => (await fetch(url, { method: 'POST', ...init })).status },
    )
    const pusher = await connected(contract, { user: { id: 'ada' } })
    const room = await subscribed(contract, pusher, 'presence-room')
    room.trigger('client-x', { x: 1 })
    await subscribed(contract, pusher, 'private-cache-a')
    await contract.until(() => received.length === 6, 'six webhooks')
    pusher.disconnect()
    await contract.until(() => received.length === 10, 'ten webhooks')
    const webhooks = received.map((request) => contract.http.webhook(request))
    expect(webhooks.map((webhook) => webhook.isValid())).not.toContain(false)
    expect(new Set(webhooks.flatMap((webhook) => webhook.getEvents().map(({ name }) => name)))).toEqual(
      new Set([
        'channel_occupied',
        'channel_vacated',
        'member_added',
        'member_removed',
        'client_event',
        'cache_miss',
        'subscription_count',
      ]),
    )
    await contract.dispose()
    receiver.closeAllConnections()
    receiver.close()
  })
})

async function readWebhook(request: IncomingMessage): Promise<WebHookRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return { headers: request.headers, rawBody: Buffer.concat(chunks).toString('utf8') }
}
