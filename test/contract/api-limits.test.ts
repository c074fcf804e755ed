import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { signApiRequest } from '../../src/protocol/index.ts'
import { collect, connected, errorCodes, subscribed } from './contract.ts'
import { devServerContract, type DevServerContract } from './dev-server-contract.ts'

let contract: DevServerContract

beforeEach(async () => {
  contract = await devServerContract()
})

afterEach(async () => {
  await contract.dispose()
})

const event = { channel: 'logs', name: 'e', data: {} }

/** A call signed as the official package would, had it not refused to make it. */
async function post(route: string, body: object): Promise<Response> {
  const text = JSON.stringify(body)
  const path = `/apps/4711${route}`
  const timestamp = Math.floor(Date.now() / 1000)
  const query = signApiRequest(contract.app, { method: 'POST', path, body: text, timestamp })
  return fetch(`http://127.0.0.1:${contract.port}${path}?${query}`, { method: 'POST', body: text })
}

describe('the HTTP API over real sockets', () => {
  it('takes ten events in a batch and delivers none of eleven', async () => {
    const received = collect(await subscribed(contract, await connected(contract), 'logs'), 'e')
    const batch = Array.from({ length: 11 }, () => event)
    await expect(contract.http.triggerBatch(batch)).rejects.toMatchObject({ status: 400 })
    expect((await contract.http.triggerBatch(batch.slice(1))).status).toBe(200)
    await contract.until(() => received.length === 10, 'ten events')
    expect(received).toHaveLength(10)
  })

  it('takes an event whose fields stand in the query string, and answers 202 at the deprecated route', async () => {
    const received = collect(await subscribed(contract, await connected(contract), 'logs'), 'e')
    const call = (path: string, params: Record<string, string>, body = '') => {
      const timestamp = Math.floor(Date.now() / 1000)
      const query = signApiRequest(contract.app, { method: 'POST', path, body, params, timestamp })
      const url = `http://127.0.0.1:${contract.port}${path}?${query}`
      return fetch(url, { method: 'POST', ...(body === '' ? {} : { body }) })
    }
    expect((await call('/apps/4711/events', { name: 'e', channel: 'logs', data: '1' })).status).toBe(200)
    expect((await call('/apps/4711/channels/logs/events', { name: 'e' }, '2')).status).toBe(202)
    await contract.until(() => received.length === 2, 'both events')
    expect(received).toEqual([1, 2])
  })

  it('takes a timestamp of 590 s ago and not one of 610 s', async () => {
    await contract.age(590_000)
    expect((await contract.http.trigger('logs', 'e', {})).status).toBe(200)
    await contract.age(20_000)
    await expect(contract.http.trigger('logs', 'e', {})).rejects.toMatchObject({
      status: 401,
      body: expect.stringContaining('Timestamp expired') as string,
    })
  })

  it.each([
    ['101 channels', { name: 'e', data: '1', channels: Array.from({ length: 101 }, (_, i) => `c${i}`) }, 400],
    ['a name of 201 characters', { name: 'e'.repeat(201), data: '1', channel: 'logs' }, 400],
    ['10 241 bytes of data', { name: 'e', data: 'x'.repeat(10_241), channel: 'logs' }, 413],
    ['a body of more than 1 MiB', { name: 'e', data: 'x'.repeat(1_048_576), channel: 'logs' }, 413],
  ])('refuses %s in plain text', async (_, body, status) => {
    const response = await post('/events', body)
    expect([response.status, response.headers.get('content-type')]).toEqual([status, 'text/plain'])
  })

  it('refuses a body other than the one that was signed', async () => {
    const timestamp = Math.floor(Date.now() / 1000)
    const path = '/apps/4711/events'
    const query = signApiRequest(contract.app, { method: 'POST', path, body: '{}', timestamp })
    const url = `http://127.0.0.1:${contract.port}${path}?${query}`
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(event) })
    expect(response.status).toBe(401)
    expect(await response.text()).toContain(createHash('md5').update(JSON.stringify(event)).digest('hex'))
  })

  it('answers 403 for an app that is disabled', async () => {
    const disabled = await devServerContract({ enabled: false })
    try {
      await expect(disabled.http.trigger('logs', 'e', {})).rejects.toMatchObject({ status: 403 })
    } finally {
      await disabled.dispose()
    }
  })
})

describe('the dev server', () => {
  it('asks a client that was silent for 150 s, which answers and stays', async () => {
    const pusher = await connected(contract)
    const messages = collect<{ event: string }>(pusher.connection, 'message')
    const codes = errorCodes(pusher)
    await contract.age(150_000)
    await contract.until(() => messages.length === 1, 'the ping')
    await subscribed(contract, pusher, 'logs')
    await contract.age(30_000)
    await subscribed(contract, pusher, 'other')
    expect([messages[0]?.event, codes]).toEqual(['pusher:ping', []])
  })

  it('takes a ping of the WebSocket protocol for a sign of life, though pusher:ping is not answered', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${contract.port}/app/key?protocol=7`)
    const closed: number[] = []
    socket.on('close', (code) => closed.push(code))
    await new Promise((resolve) => socket.once('message', resolve))
    for (let i = 0; i < 3; i++) {
      await contract.age(140_000)
      socket.ping()
      await new Promise((resolve) => socket.once('pong', resolve))
    }
    await contract.age(140_000)
    socket.ping()
    await new Promise((resolve) => socket.once('pong', resolve))
    expect(closed).toEqual([])
    socket.terminate()
  })

  it('closes with 4201 when no pong comes for 30 s more, and the client comes back at once', async () => {
    const pusher = await connected(contract)
    const before = pusher.connection.socket_id
    const codes = errorCodes(pusher)
    pusher.connection.send_event = () => true
    await contract.age(180_000)
    await contract.until(() => pusher.connection.socket_id !== before, 'the client to be back')
    expect(new Set(codes)).toEqual(new Set([4201]))
  })

  it('knows no other path than /app/{key}: 4005', async () => {
    const pusher = contract.connect({ wsPath: '/elsewhere' })
    const codes = errorCodes(pusher)
    await contract.until(() => pusher.connection.state === 'disconnected', 'the refusal')
    expect(new Set(codes)).toEqual(new Set([4005]))
  })
})
