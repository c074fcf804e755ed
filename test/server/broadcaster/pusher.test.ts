import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Pusher from 'pusher'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ably, createPusherServer, pusher, selfHosted } from 'react-pusher-kit/server'
import { startDevServer } from 'react-pusher-kit/dev-server'
import type { DevServer } from 'react-pusher-kit/dev-server'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

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

  it('knows wrong credentials as the caller’s error', async () => {
    const { app, port } = dev
    const wrong = selfHosted({ ...app, appId: app.id, secret: 'x', host: '127.0.0.1', port, useTLS: false })
    const sending = wrong.send([{ channels: ['a'], event: 'x', data: '{}' }])
    await expect(sending).rejects.toMatchObject({ failure: 'rejected', status: 401 })
  })

  it('publishes through an instance of the official package', async () => {
    const { app, port } = dev
    const instance = new Pusher({
      appId: app.id,
      key: app.key,
      secret: app.secret,
      host: '127.0.0.1',
      port: String(port),
      useTLS: false,
    })
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
    [403, 'Forbidden', 'rejected'],
    [403, '{"error":"Over the limit of connections","code":4004}', 'quota'],
    [400, '{"code":4004}', 'quota'],
    [400, '{"code":40040}', 'rejected'],
    [402, 'Payment required', 'quota'],
    [429, 'Too many requests', 'throttled'],
    [400, 'Bad request', 'rejected'],
    [401, 'Unauthorized', 'rejected'],
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

describe('the names of backends', () => {
  it('tell what and where they are', () => {
    const app = { appId: '1', key: 'k', secret: 's' }
    expect(pusher(app)).toMatchObject({ name: 'pusher', type: 'pusher', cluster: 'mt1', useTls: true })
    expect(selfHosted({ ...app, host: 'x' })).toMatchObject({ type: 'self_hosted', cluster: null })
    expect(ably({ key: 'app.key', secret: 's' })).toMatchObject({ type: 'ably', key: 'app.key', secret: 's' })
  })
})
