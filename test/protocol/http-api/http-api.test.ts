import { beforeEach, describe, expect, it } from 'vitest'
import { signApiRequest } from '../../../src/protocol/index.ts'
import { RawWire } from '../raw-wire.ts'
import { wireWithSubscriber } from '../wire-with-client.ts'

let wire: RawWire

beforeEach(() => {
  wire = wireWithSubscriber().wire
})
const seconds = (): number => Math.floor(wire.clock.now() / 1000)

describe('every request', () => {
  const path = '/apps/3/channels'
  const sign = (overrides: object = {}): string =>
    signApiRequest(wire.app, { method: 'GET', path, timestamp: seconds(), ...overrides })

  it.each([
    ['no query', () => '', 'Unknown auth_key'],
    ['another key', () => sign().replace(wire.app.key, 'other'), 'Unknown auth_key'],
    ['another version', () => sign().replace('auth_version=1.0', 'auth_version=2.0'), 'Invalid auth_version'],
    ['a timestamp of 601 s ago', () => sign({ timestamp: seconds() - 601 }), 'Timestamp expired'],
    ['a timestamp of 601 s ahead', () => sign({ timestamp: seconds() + 601 }), 'Timestamp expired'],
    [
      'a timestamp that is no number',
      () => sign().replace(/timestamp=\d+/, 'timestamp=now'),
      'Timestamp expired',
    ],
    ['another parameter than was signed', () => `${sign()}&info=user_count`, 'Invalid signature'],
    ['a truncated signature', () => sign().slice(0, -1), 'Invalid signature'],
    ['a signature for another path', () => sign({ path: '/apps/3/events' }), 'Invalid signature'],
  ])('with %s is refused with 401 and the reason', (_, query, reason) => {
    const response = wire.hub.handle({ method: 'GET', path, query: query(), body: '' })
    expect(response).toMatchObject({ status: 401, contentType: 'text/plain' })
    expect(response.body).toContain(reason)
  })

  it('with a timestamp of 600 s ago is accepted', () => {
    expect(
      wire.hub.handle({ method: 'GET', path, query: sign({ timestamp: seconds() - 600 }), body: '' }).status,
    ).toBe(200)
  })

  it.each(['{ }', ''])('with the body %j in place of the one that was signed is refused', (body) => {
    const query = signApiRequest(wire.app, {
      method: 'POST',
      path: '/apps/3/events',
      body: '{}',
      timestamp: seconds(),
    })
    const response = wire.hub.handle({ method: 'POST', path: '/apps/3/events', query, body })
    expect(response).toMatchObject({ status: 401, body: expect.stringContaining('body_md5') as string })
  })

  it('with a body that was not signed is refused', () => {
    const query = signApiRequest(wire.app, { method: 'POST', path: '/apps/3/events', timestamp: seconds() })
    const body = JSON.stringify({ name: 'e', channel: 'news', data: '1' })
    const response = wire.hub.handle({ method: 'POST', path: '/apps/3/events', query, body })
    expect(response).toMatchObject({ status: 401, body: expect.stringContaining('body_md5') as string })
  })

  it('never tells the right signature', () => {
    const right = new URLSearchParams(sign()).get('auth_signature') ?? ''
    const { body } = wire.hub.handle({ method: 'GET', path, query: sign().replace(right, 'wrong'), body: '' })
    expect(body).not.toContain(right)
  })

  it('may sign its path escaped or not', () => {
    for (const signed of ['/apps/3/channels/a=b', '/apps/3/channels/a%3Db']) {
      const query = signApiRequest(wire.app, { method: 'GET', path: signed, timestamp: seconds() })
      const response = wire.hub.handle({ method: 'GET', path: '/apps/3/channels/a%3Db', query, body: '' })
      expect(response.status).toBe(200)
    }
  })

  it('to a path or app that does not exist is 404, by a wrong method 405', () => {
    expect(wire.call('GET', '/nowhere').status).toBe(404)
    expect(wire.call('GET', '/events').status).toBe(405)
    expect(wire.hub.handle({ method: 'GET', path: '/apps/9/channels', query: '', body: '' }).status).toBe(404)
    expect(wire.hub.handle({ method: 'GET', path: '/', query: '', body: '' }).status).toBe(404)
  })

  it('to a disabled app is 403', () => {
    expect(new RawWire({ enabled: false }).call('GET', '/channels').status).toBe(403)
  })

  it('is refused rather than thrown when its path cannot be decoded', () => {
    expect(wire.call('GET', '/channels/%E0%A4%A').status).toBe(400)
  })
})
