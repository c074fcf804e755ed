import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Pusher from 'pusher'
import PusherJs from 'pusher-js'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { startDevServer } from 'react-pusher-kit/dev-server'
import type { DevServer } from 'react-pusher-kit/dev-server'
import { endClient } from '../../run/end-client.ts'
import { clientAt, officialAt } from '../settings-at.ts'

describe('events that come by the HTTP API of Pusher', () => {
  let dev: DevServer
  let data: string
  beforeEach(async () => {
    data = mkdtempSync(join(tmpdir(), 'dev-server-'))
    dev = await startDevServer({ port: 0, data })
  })
  afterEach(async () => {
    await dev.close()
    rmSync(data, { recursive: true })
  })

  async function events(): Promise<unknown> {
    const headers = { authorization: `Bearer ${dev.token}` }
    const response = await fetch(`${dev.url}/api/v1/pusher/metrics?range=7d`, { headers })
    return ((await response.json()) as { events: unknown }).events
  }

  async function messages(): Promise<unknown> {
    const headers = { authorization: `Bearer ${dev.token}` }
    const response = await fetch(`${dev.url}/api/v1/pusher/usage`, { headers })
    return ((await response.json()) as { messages: unknown }).messages
  }

  it('are messages of the usage, with their deliveries', async () => {
    const client = new PusherJs(dev.app.key, clientAt(dev.port))
    onTestFinished(() => endClient(client))
    const news = client.subscribe('news')
    await new Promise((resolve) => news.bind('pusher:subscription_succeeded', resolve))
    const before = await messages()
    const pusher = new Pusher(officialAt(dev.port, dev.app))
    await pusher.trigger(['news', 'sport'], 'published', { id: 1 })
    await pusher.triggerBatch([
      { channel: 'news', name: 'withdrawn', data: '{}' },
      { channel: 'sport', name: 'withdrawn', data: '{}' },
    ])
    const counted = before as { total: number; calls: number; deliveries: number }
    expect(await messages()).toMatchObject({
      total: counted.total + 5,
      calls: counted.calls + 3,
      deliveries: counted.deliveries + 2,
      deliveries_known: true,
    })
  })

  it('are messages of the usage when a client sends them, with their deliveries', async () => {
    const clientOf = (user: string) =>
      new PusherJs(dev.app.key, {
        ...clientAt(dev.port),
        channelAuthorization: {
          endpoint: `${dev.url}/api/v1/pusher/auth`,
          transport: 'ajax',
          headers: { 'x-pusher-kit-dev-user': `user:${user}` },
        },
      })
    const clients = [clientOf('ana'), clientOf('ben')]
    onTestFinished(() => clients.forEach(endClient))
    const [sender, receiver] = clients.map((client) => client.subscribe('private-room'))
    await Promise.all(
      [sender, receiver].map(
        (channel) => new Promise((resolve) => channel!.bind('pusher:subscription_succeeded', resolve)),
      ),
    )
    const counted = (await messages()) as { total: number; calls: number; deliveries: number }
    const received = new Promise((resolve) => receiver!.bind('client-typing', resolve))
    sender!.trigger('client-typing', { on: true })
    await received
    expect(await messages()).toMatchObject({ total: counted.total + 2, deliveries: counted.deliveries + 1 })
  })

  it('are counted by the metrics, once for each channel, and kept over a restart', async () => {
    const pusher = new Pusher(officialAt(dev.port, dev.app))
    await pusher.trigger(['news', 'sport'], 'published', { id: 1 })
    await pusher.triggerBatch([{ channel: 'news', name: 'withdrawn', data: '{}' }])
    const server = { 'content-type': 'application/json', authorization: `Bearer ${dev.token}` }
    const body = JSON.stringify({ channel: 'news', event: 'own', data: {} })
    await fetch(`${dev.url}/api/v1/realtime/trigger`, { method: 'POST', headers: server, body })
    const counted = [
      { event: 'published', count: 2, unique_users: 0 },
      { event: 'own', count: 1, unique_users: 1 },
      { event: 'withdrawn', count: 1, unique_users: 0 },
    ]
    expect(await events()).toMatchObject(counted)
    await dev.close()
    dev = await startDevServer({ port: 0, data })
    expect(await events()).toMatchObject(counted)
  })
})
