import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import Pusher from 'pusher'
import PusherJs from 'pusher-js'
import { expect, it, onTestFinished } from 'vitest'
import { endClient } from '../../run/end-client.ts'
import { startConsole } from './console-server.ts'

interface Listed {
  webhooks: { id: string; url: string; state: string; attempts: (number | null)[]; events: string[] }[]
  endpoints: string[]
  received: unknown[]
}

/** An endpoint that refuses its first request. */
async function endpoint() {
  const requests: { headers: IncomingHttpHeaders; body: string }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      requests.push({ headers: request.headers, body })
      response.writeHead(requests.length === 1 ? 500 : 200).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, requests }
}

it('lists deliveries of the app alone, and sends one again with its signature', async () => {
  const { url, requests } = await endpoint()
  const server = await startConsole({
    config: { channels: {}, authorize: {}, webhooks: [{ url, events: ['channel_occupied'] }] },
  })
  const list = async () => (await (await server.ask('webhooks')).json()) as Listed
  expect(await list()).toEqual({ webhooks: [], endpoints: [url], received: [] })
  const { app, port } = server.dev
  const client = new PusherJs(app.key, {
    wsHost: '127.0.0.1',
    wsPort: port,
    forceTLS: false,
    cluster: '',
    enabledTransports: ['ws'],
  })
  onTestFinished(() => endClient(client))
  client.subscribe('news')
  await expect.poll(list).toMatchObject({
    webhooks: [{ url, state: 'delivered', attempts: [500, 200], events: ['channel_occupied'] }],
  })
  const id = (await list()).webhooks[0]?.id
  const sent = await server.ask('webhooks/send', { method: 'POST', body: { id } })
  expect(await sent.json()).toEqual({ status: 200 })
  const last = requests.at(-1)
  expect(last?.body).toBe(requests[0]?.body)
  const official = new Pusher({ appId: app.id, key: app.key, secret: app.secret, cluster: '' })
  expect(official.webhook({ headers: last?.headers ?? {}, rawBody: last?.body ?? '' }).isValid()).toBe(true)
  const unknown = await server.ask('webhooks/send', { method: 'POST', body: { id: 'x' } })
  expect(unknown.status).toBe(404)
  expect((await server.ask('webhooks/send', { method: 'POST', body: {} })).status).toBe(400)
})

it('names the handler of the configuration, which gets its webhooks in the process', async () => {
  const handled: string[] = []
  const server = await startConsole({
    config: {
      channels: {},
      authorize: {},
      onWebhook: ({ events }) => void handled.push(...events.map(({ name }) => name)),
    },
  })
  expect((await (await server.ask('webhooks')).json()) as Listed).toEqual({
    webhooks: [],
    endpoints: ['onWebhook of the configuration'],
    received: [],
  })
})
