import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Pusher from 'pusher'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ably, createPusherServer, pusher, selfHosted } from 'react-pusher-kit/server'
import { startDevServer } from 'react-pusher-kit/dev-server'
import type { DevServer } from 'react-pusher-kit/dev-server'
import { accept, answerWith, dripWith, StandInUpstream } from './stand-in-upstream.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { officialAt } from '../../dev-server/settings-at.ts'

const masterKey = Buffer.alloc(32, 9).toString('base64')

describe('a backend over the HTTP API', () => {
  let dev: DevServer
  const data = mkdtempSync(join(tmpdir(), 'pusher-test-'))
  beforeAll(async () => {
    dev = await startDevServer({ port: 0, data })
  })
  afterAll(async () => {
    await dev.close()
    rmSync(data, { recursive: true })
  })

  const backend = () =>
    selfHosted({
      appId: dev.app.id,
      key: dev.app.key,
      secret: dev.app.secret,
      host: '127.0.0.1',
      port: dev.port,
      useTLS: false,
      encryptionMasterKey: masterKey,
    })

  it('takes single events, batches, several channels and encrypted ones', async () => {
    const remote = backend()
    const message = { event: 'x', data: '{"a":1}' }
    await expect(remote.send([{ ...message, channels: ['public-a'] }])).resolves.toBeNull()
    await expect(remote.send([{ ...message, channels: ['public-a', 'public-b'] }])).resolves.toBeNull()
    await expect(
      remote.send([
        { ...message, channels: ['public-a'], socketId: '1.2' },
        { ...message, channels: ['private-encrypted-a'] },
      ]),
    ).resolves.toBeNull()
    await expect(remote.send([])).resolves.toBeNull()
  })

  it('ends a user’s connections', async () => {
    await expect(backend().terminateUser('42')).resolves.toBeUndefined()
  })

  it('refuses wrong credentials', async () => {
    const { app, port } = dev
    const wrong = selfHosted({ ...app, appId: app.id, secret: 'x', host: '127.0.0.1', port, useTLS: false })
    const sending = wrong.send([{ channels: ['a'], event: 'x', data: '{}' }])
    await expect(sending).rejects.toMatchObject({ failure: 'refused', status: 401 })
  })

  it('publishes through an instance of the official package', async () => {
    const { app, port } = dev
    const instance = new Pusher(officialAt(port, app))
    const server = createPusherServer({ pusher: instance, authenticate: () => null })
    await expect(server.publish('public-a', 'x', { a: 1 })).resolves.toBeNull()
    expect(server.broadcaster.active).toMatchObject({ key: app.key, useTls: false })
  })
})

describe('a backend that fails', () => {
  let status = 200
  let body = '{}'
  const server = createServer((_, response) => response.writeHead(status).end(body))
  let port: number
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
  })
  afterAll(() => server.close())

  const send = (to = port) =>
    selfHosted({ appId: '1', key: 'k', secret: 's', host: '127.0.0.1', port: to, useTLS: false }).send([
      { channels: ['a'], event: 'x', data: '{}' },
    ])

  it.each([
    [403, 'You have exceeded your message quota', 'quota'],
    [403, 'Forbidden', 'refused'],
    [403, '{"error":"Over the limit of connections","code":4004}', 'quota'],
    [400, '{"code":4004}', 'quota'],
    [400, '{"code":40040}', 'rejected'],
    [402, 'Payment required', 'quota'],
    [429, 'Too many requests', 'throttled'],
    [400, 'Bad request', 'rejected'],
    [401, 'Unauthorized', 'refused'],
    [404, 'App not found', 'refused'],
    [422, 'Invalid event', 'rejected'],
    [413, 'Too large', 'rejected'],
    [500, 'Oops', 'retry'],
    [503, 'Away', 'retry'],
    [200, '{"error":"App does not exist","code":4001}', 'retry'],
    [200, '{"error":"The app has reached the connection quota","code":4004}', 'quota'],
  ])('is understood: %s %s means %s', async (answerStatus, answerBody, failure) => {
    status = answerStatus
    body = answerBody
    await expect(send()).rejects.toMatchObject({ name: 'BroadcastError', failure })
  })

  it('is retried when nobody answers', async () => {
    await expect(send(9)).rejects.toMatchObject({ failure: 'retry', status: null })
  })
})

describe('an instance of the official package', () => {
  let upstream: StandInUpstream
  beforeEach(async () => {
    upstream = await new StandInUpstream().open()
  })
  afterEach(() => upstream.close())

  it.each([
    ['a 500', 500],
    ['a 200', 200],
  ])('fails in its own time-out when %s never ends', async (_, status) => {
    upstream.answer = dripWith(status)
    const instance = new Pusher({
      appId: '1',
      key: 'k',
      secret: 's',
      host: '127.0.0.1',
      port: String(upstream.port),
      timeout: 1000,
    })
    const sending = pusher(instance).send([{ channels: ['a'], event: 'x', data: '{}' }])
    await expect(sending).rejects.toMatchObject({
      failure: 'retry',
      message: expect.stringContaining('within 1000 ms') as string,
    })
  })

  it('lets go of a 200 that never ends, though its connection is not the kit’s', async () => {
    upstream.answer = dripWith(200)
    const settings = { appId: '1', key: 'k', secret: 's', host: '127.0.0.1', port: String(upstream.port) }
    const sending = pusher(new Pusher({ ...settings, timeout: 100 })).send([
      { channels: ['a'], event: 'x', data: '{}' },
    ])
    await expect(sending).rejects.toMatchObject({ failure: 'retry' })
    await expect.poll(() => upstream.sockets.size).toBe(0)
  })

  it('says how many messages were taken before one that was not', async () => {
    let calls = 0
    upstream.answer = (response, call) => (calls++ < 2 ? accept : answerWith(500, ''))(response, call)
    const messages = Array.from({ length: 25 }, (_, n) => ({ channels: ['a'], event: 'x', data: `${n}` }))
    await expect(upstream.backend('a').send(messages)).rejects.toMatchObject({
      failure: 'retry',
      accepted: 20,
    })
  })

  it('refuses what no backend would take before it asks one', async () => {
    const long = { channels: ['a'], event: 'x'.repeat(201), data: '{}' }
    await expect(upstream.backend('a').send([long])).rejects.toMatchObject({
      failure: 'rejected',
      status: null,
    })
    expect(upstream.calls).toEqual([])
  })

  it('whose settings the package refuses is no reason to pass events over', async () => {
    const wrong = selfHosted({ appId: '1', key: 'k', secret: 's', host: 'a', encryptionMasterKey: 'short' })
    const sending = wrong.send([{ channels: ['a'], event: 'x', data: '{}' }])
    await expect(sending).rejects.toMatchObject({
      failure: 'refused',
      message: expect.stringContaining('settings') as string,
    })
  })
})

it.each(['host', 'port'])('pusher() refuses a %s, which it would not use', (name) => {
  const options = { appId: '1', key: 'k', secret: 's', [name]: 'example.com' }
  expect(() => pusher(options)).toThrow(/Expected the options of `pusher` to name a cluster .* `selfHosted`/)
})

describe('the names of backends', () => {
  it('tell what and where they are', () => {
    const app = { appId: '1', key: 'k', secret: 's' }
    expect(pusher(app)).toMatchObject({ name: 'pusher', type: 'pusher', cluster: 'mt1', useTls: true })
    expect(selfHosted({ ...app, host: 'x' })).toMatchObject({ type: 'self_hosted', cluster: null })
    expect(ably({ key: 'app.key', secret: 's' })).toMatchObject({ type: 'ably', key: 'app.key', secret: 's' })
  })
})
