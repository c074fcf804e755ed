import { createHash, createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  ProtocolError,
  secureEqual,
  signApiRequest,
  signChannel,
  signUser,
  signWebhook,
  verifyChannel,
  verifyUser,
  verifyWebhook,
} from '../../../src/protocol/index.ts'

/** The app of the examples in Pusher's documentation. */
const app = { key: '278d425bdf160c739803', secret: '7ad3773142a6692b25b8' }

describe('signChannel', () => {
  it("gives the documentation's signature of a private channel", () => {
    expect(signChannel(app, '1234.1234', 'private-foobar')).toBe(
      '278d425bdf160c739803:58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a4',
    )
  })

  it("gives the documentation's signature of a presence channel, whose name there is misprinted", () => {
    const channelData = '{"user_id":10,"user_info":{"name":"Mr. Pusher"}}'
    expect(signChannel(app, '1234.1234', 'presence-foobar', channelData)).toBe(
      '278d425bdf160c739803:afaed3695da2ffd16931f457e338e6c9f2921fa133ce7dac49f529792be6304c',
    )
  })

  it.each(['', '1234', '1234.', '1234.1234\n', '1.2:private-x', '1234.1234:', ' 1.2'])(
    'signs nothing for the socket id %j',
    (socketId) => {
      expect(() => signChannel(app, socketId, 'private-a')).toThrow(ProtocolError)
      expect(() => signUser(app, socketId, '{"id":"1"}')).toThrow(ProtocolError)
    },
  )

  it.each(['', ':user::{"id":"1"}', 'private-a:b', 'private-a\n', 'private-ä', 'private a', 'x'.repeat(165)])(
    'signs nothing for the channel name %j',
    (name) => {
      expect(() => signChannel(app, '1.2', name)).toThrow(ProtocolError)
    },
  )

  it('says what is wrong with a name, and carries a code', () => {
    expect(() => signChannel(app, '1.2', 'private a')).toThrow(
      expect.objectContaining({
        code: 'invalid_channel_name',
        message: expect.stringContaining('but got "private a"') as string,
      }) as Error,
    )
  })
})

describe('verifyChannel', () => {
  const auth = signChannel(app, '1.2', 'private-a')

  it('accepts its own signature', () => {
    expect(verifyChannel(app, auth, '1.2', 'private-a')).toBe(true)
  })

  it.each([
    ['another socket', '1.3', 'private-a', auth],
    ['another channel', '1.2', 'private-b', auth],
    ['a truncated signature', '1.2', 'private-a', auth.slice(0, -1)],
    ['a longer signature', '1.2', 'private-a', `${auth}0`],
    ['another key', '1.2', 'private-a', auth.replace('278', '279')],
    ['an empty text', '1.2', 'private-a', ''],
  ])('refuses the signature for %s', (_, socketId, name, signature) => {
    expect(verifyChannel(app, signature, socketId, name)).toBe(false)
  })

  it('binds the channel data', () => {
    const signed = signChannel(app, '1.2', 'presence-a', '{"user_id":1}')
    expect(verifyChannel(app, signed, '1.2', 'presence-a', '{"user_id":1}')).toBe(true)
    expect(verifyChannel(app, signed, '1.2', 'presence-a', '{"user_id":2}')).toBe(false)
    expect(verifyChannel(app, signed, '1.2', 'presence-a')).toBe(false)
  })
})

describe('signUser', () => {
  it("gives the documentation's signature of a sign-in", () => {
    expect(signUser(app, '1234.1234', '{"id":"12345"}')).toBe(
      '278d425bdf160c739803:4708d583dada6a56435fb8bc611c77c359a31eebde13337c16ab43aa6de336ba',
    )
  })

  it('is verified for the same user only', () => {
    const auth = signUser(app, '1.2', '{"id":"a"}')
    expect(verifyUser(app, auth, '1.2', '{"id":"a"}')).toBe(true)
    expect(verifyUser(app, auth, '1.2', '{"id":"b"}')).toBe(false)
  })
})

describe('signApiRequest', () => {
  it("gives the documentation's signature of an event", () => {
    const body = '{"name":"foo","channels":["project-3"],"data":"{\\"some\\":\\"data\\"}"}'
    const query = signApiRequest(app, { method: 'POST', path: '/apps/3/events', body, timestamp: 1353088179 })
    expect(Object.fromEntries(new URLSearchParams(query))).toEqual({
      auth_key: '278d425bdf160c739803',
      auth_timestamp: '1353088179',
      auth_version: '1.0',
      body_md5: 'ec365a775a4cd0599faeb73354201b6f',
      auth_signature: 'da454824c97ba181a32ccc17a72625ba02771f50b50e1e7430e47a1f3f457e6c',
    })
  })

  it('signs values unescaped and sorted by name', () => {
    const params = { info: 'user_count,subscription_count', filter_by_prefix: 'presence-' }
    const query = signApiRequest(app, { method: 'GET', path: '/apps/3/channels', params, timestamp: 1 })
    const text =
      `GET\n/apps/3/channels\nauth_key=${app.key}&auth_timestamp=1&auth_version=1.0` +
      '&filter_by_prefix=presence-&info=user_count,subscription_count'
    const expected = createHmac('sha256', app.secret).update(text).digest('hex')
    expect(new URLSearchParams(query).get('auth_signature')).toBe(expected)
  })
})

describe('signWebhook', () => {
  const body = '{"time_ms":1327078148132,"events":[{"name":"channel_occupied","channel":"ä"}]}'

  it('is the HMAC of the raw body, as node:crypto computes it', () => {
    expect(signWebhook(app, body)).toBe(createHmac('sha256', app.secret).update(body).digest('hex'))
  })

  it('is verified with key, body and signature all right', () => {
    const signature = signWebhook(app, body)
    expect(verifyWebhook(app, body, { key: app.key, signature })).toBe(true)
    expect(verifyWebhook(app, `${body} `, { key: app.key, signature })).toBe(false)
    expect(verifyWebhook(app, body, { key: 'other', signature })).toBe(false)
    expect(verifyWebhook(app, body, { key: null, signature: null })).toBe(false)
  })
})

describe('secureEqual', () => {
  it('agrees with === on digests, prefixes and empty texts', () => {
    const digest = createHash('sha256').update('a').digest('hex')
    const texts = [digest, digest.slice(1), `${digest}0`, '', digest.toUpperCase()]
    for (const a of texts) for (const b of texts) expect(secureEqual(a, b)).toBe(a === b)
  })
})
