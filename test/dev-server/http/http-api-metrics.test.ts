import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Pusher from 'pusher'
import PusherJs from 'pusher-js'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { startDevServer } from 'react-pusher-kit/dev-server'
import type { DevServer } from 'react-pusher-kit/dev-server'
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
    onTestFinished(() => client.disconnect())
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
