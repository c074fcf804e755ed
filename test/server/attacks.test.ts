import { describe, expect, it } from 'vitest'
import { bodyOf, demoServer, socketId } from './demo-server.ts'

describe('attacks', () => {
  it('pollute no prototype', async () => {
    const { post, request } = demoServer()
    const polluted = '{"__proto__":{"admin":true,"text":"x"},"constructor":{"prototype":{"admin":true}}}'
    const trigger = `{"channel":"private-user-42","event":"notification","data":${polluted}}`
    expect((await post('/api/v1/realtime/trigger', trigger)).status).toBe(200)
    expect((await post('/api/v1/logs', polluted)).status).toBe(400)
    expect(({} as { admin?: unknown }).admin).toBeUndefined()
    const history = await (await request('/api/v1/channels/private-user-42/events')).text()
    expect(history).toContain('"__proto__":{"admin":true')
  })

  it('cannot send a body without an end', async () => {
    const { server } = demoServer()
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 65_536
        controller.enqueue(new Uint8Array(65_536).fill(0x20))
      },
    })
    const init = {
      method: 'POST',
      body: endless,
      duplex: 'half',
      headers: { authorization: 'Bearer token-42' },
    }
    const response = await server.fetch(new Request('http://localhost/api/v1/logs', init))
    expect(response.status).toBe(413)
    expect(sent).toBeLessThan(3 * 1024 * 1024)
  })

  it('cannot hide bytes that are no text', async () => {
    const { server } = demoServer()
    const body = new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d])
    const init = { method: 'POST', body, headers: { authorization: 'Bearer token-42' } }
    const response = await server.fetch(new Request('http://localhost/api/v1/logs', init))
    expect(response.status).toBe(400)
    expect(await bodyOf(response)).toMatchObject({ code: 'invalid_body' })
  })

  it('get no signature for a sign-in out of a subscription', async () => {
    const { post } = demoServer()
    for (const channel of [':user::{"id":"42"}', 'user::{"id":"42"}', ':', 'private-user-42:x']) {
      const response = await post('/pusher/auth', { socket_id: socketId, channel_name: channel })
      expect(response.status).toBe(400)
    }
    for (const socket of ['1.2:private-user-43', '1.2:', ':user', '1.2.3', '1e3.2', ' 1.2', '١.٢']) {
      const response = await post('/pusher/auth', { socket_id: socket, channel_name: 'private-user-42' })
      expect(response.status).toBe(400)
    }
  })

  it('get no credentials out of strange headers', async () => {
    const { request } = demoServer()
    for (const authorization of [
      'Bearer',
      'Bearer ',
      'bearer token-42 x',
      'Basic token-42',
      'Bearer  ',
      'token-42',
    ]) {
      const response = await request('/api/v1/pusher/usage', { token: null, headers: { authorization } })
      expect(response.status).toBe(401)
    }
  })
})

describe('requests that a strange page makes a browser send', () => {
  const body = JSON.stringify({ channel: 'public-news', event: 'x', data: {} })
  const evil = 'https://evil.example.com'
  const ask = async (headers: Record<string, string>) => {
    const { server, observed } = demoServer({
      authenticate: ({ headers: sent }) =>
        sent.has('cookie') || sent.get('authorization')?.startsWith('Basic') ? { id: '42' } : null,
    })
    const request = new Request('http://localhost/realtime/trigger', { method: 'POST', body, headers })
    const { status } = await server.fetch(request)
    expect(observed.some(({ type }) => type === 'published')).toBe(status === 200)
    return status
  }

  it('are refused whatever the browser sends along by itself', async () => {
    const basic = 'Basic YTpi'
    expect(await ask({ cookie: 'session=1', origin: evil })).toBe(403)
    expect(await ask({ cookie: 'session=1', origin: evil, authorization: basic })).toBe(403)
    expect(await ask({ cookie: 'session=1', authorization: basic })).toBe(403)
    expect(await ask({ origin: evil, authorization: basic })).toBe(403)
    expect(await ask({ origin: 'null', authorization: 'Negotiate x' })).toBe(403)
    expect(await ask({ origin: 'http://localhost', cookie: 'session=1', authorization: basic })).toBe(200)
    expect(await ask({ authorization: basic })).toBe(200)
  })

  it('are not refused with a token, which no browser sends by itself', async () => {
    const { request } = demoServer()
    const headers = { origin: evil, cookie: 'other=1' }
    expect((await request('/realtime/trigger', { method: 'POST', body, headers })).status).toBe(200)
  })

  it('read nothing with HEAD, and change nothing with GET or with a form', async () => {
    const { request, observed } = demoServer()
    for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const query = 'socket_id=1.2&channel_name=private-user-42'
      const response = await request(`/pusher/auth?${query}`, { method })
      expect(response.status).toBe(404)
      expect(await response.text()).not.toMatch(/[0-9a-f]{64}/)
    }
    const head = await request('/api/v1/channels/logs/events', { method: 'HEAD', token: null })
    expect([head.status, await head.text()]).toEqual([200, ''])
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const sent = await request('/realtime/trigger', { method: 'POST', headers: form, body: `x=${body}` })
    expect(sent.status).toBe(400)
    expect(observed.filter(({ type }) => type === 'published')).toEqual([])
  })
})

describe('fields that come twice or in other shapes', () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const sign = async (body: string, path = '/pusher/auth') => {
    const { post } = demoServer()
    const response = await post(path, body, { headers: form })
    return { status: response.status, answer: await bodyOf(response) }
  }

  it.each([
    ['socket_id=1.2&socket_id=3.4&channel_name=private-user-42', 'socket_id'],
    ['socket_id=1.2&channel_name=private-user-43&channel_name=private-user-42', 'channel_name'],
    ['socket_id[]=1.2&channel_name=private-user-42', 'socket_id'],
    ['socket_id%5B0%5D=1.2&channel_name=private-user-42', 'socket_id'],
    ['socket_id=1.2&channel_name[]=private-user-42', 'channel_name'],
    ['socket_id=1.2;channel_name=private-user-42', 'socket_id'],
    ['socket_id=1.2%00&channel_name=private-user-42', 'socket_id'],
    ['socket_id=1.2&channel_name=private-user-42%0a', 'channel_name'],
    ['socket_id=1.2&channel_name=private-user-%34%32%2500', 'channel_name'],
    ['socket_id=1%EF%BC%8E2&channel_name=private-user-42', 'socket_id'],
    ['socket_id=1.2&channel_name=private-user-4%EF%BC%92', 'channel_name'],
    ['socket_id=1.2&channel_name=private-user-4%CC%81', 'channel_name'],
  ])('sign nothing: %s', async (body, field) => {
    const { status, answer } = await sign(body)
    expect(status).toBe(400)
    expect(answer).toMatchObject({ field })
    expect(JSON.stringify(answer)).not.toMatch(/[0-9a-f]{64}/)
  })

  it('sign nothing when the query string says it twice, or otherwise than the body', async () => {
    const twice = await sign('', '/pusher/auth?socket_id=1.2&socket_id=3.4&channel_name=private-user-42')
    expect(twice).toMatchObject({ status: 400, answer: { field: 'socket_id' } })
    const query = '/pusher/auth?channel_name=private-user-43'
    const { status, answer } = await sign('socket_id=1.2&channel_name=private-user-42', query)
    expect([status, answer['field']]).toEqual([400, 'channel_name'])
    const same = '/pusher/auth?channel_name=private-user-42'
    expect((await sign('socket_id=1.2&channel_name=private-user-42', same)).status).toBe(200)
  })

  const hostile: unknown[] = [
    { toString: null },
    { toString: 'x', valueOf: 'y' },
    { length: 3, 0: 'a' },
    ['private-user-42'],
    [['private-user-42']],
    { toJSON: 'private-user-42' },
    true,
    42,
    1e308,
  ]
  it.each(hostile.map((value) => ({ value })))('are refused for a string: $value', async ({ value }) => {
    const { post, observed } = demoServer()
    const good = { socket_id: '1.2', channel_name: 'private-user-42', channel: 'private-user-42' }
    const asked: [string, object][] = [
      ['/pusher/auth', { ...good, channel_name: value }],
      ['/pusher/auth', { ...good, socket_id: value }],
      ['/pusher/auth', { ...good, backend: value }],
      ['/api/v1/pusher/auth/batch', { ...good, channel_names: [value] }],
      ['/api/v1/pusher/auth/batch', { ...good, channel_names: { 0: value, length: 1 } }],
      ['/api/v1/pusher/user-auth', { socket_id: value }],
      ['/api/v1/pusher/user-auth', { socket_id: '1.2', backend: value }],
      ['/api/v1/pusher/message', { ...good, message_type: value }],
      ['/api/v1/pusher/message', { message_type: 'x', channel: value }],
      ['/api/v1/pusher/message', { message_type: 'x', channel: 'private-user-42', socket_id: value }],
      ['/realtime/trigger', { channel: 'public-news', data: {}, event: value }],
      ['/realtime/trigger', { channel: value, data: {}, event: 'x' }],
      ['/realtime/trigger', { channels: [value], data: {}, event: 'x' }],
      ['/realtime/trigger', { channel: 'public-news', data: {}, event: 'x', socket_id: value }],
      ['/realtime/trigger/batch', { batch: value }],
      ['/realtime/trigger/batch', { batch: [value] }],
      ['/realtime/trigger_batch', { events: value }],
      ['/realtime/trigger_batch', { events: [value] }],
      ['/api/v1/logs', { text: value }],
      ['/api/v1/logs', { text: 'x', level: value }],
      ['/api/v1/logs', { text: 'x', thread_id: value }],
    ]
    for (const [path, body] of asked) {
      const response = await post(path, body)
      expect(`${path} ${response.status}`).toBe(`${path} 400`)
    }
    expect(observed.filter(({ type }) => type === 'published')).toEqual([])
  })
})

describe('paths that say it in another way', () => {
  it.each([
    '/api/v1/channels/private-user-43%2f..%2flogs/events',
    '/api/v1/channels/logs%2Fevents/events',
    '/api/v1/channels/%2e%2e/events',
    '/api/v1/channels/private-user-%2534%2533/events',
    '/api/v1/channels/private-user-43%00/events',
    '/api/v1/channels/private-user-43%/events',
    '/api/v1/channels/private-user-43%zz/events',
    '/api/v1/channels/private-user-%ff/events',
    `/api/v1/channels/${'a'.repeat(10_000)}/events`,
    '/api/v1/channels//events',
    '/API/v1/channels/private-user-43/events',
    '//api/v1/channels/private-user-43/events',
    '/api/v1/channels/private-user-43/events/',
  ])('read no history: %s', async (path) => {
    const { request, server } = demoServer()
    await server.publish('private-user-43', 'notification', { secret: 'of 43' })
    const response = await request(path)
    expect([400, 403, 404]).toContain(response.status)
    expect(await response.text()).not.toContain('of 43')
  })

  it('read what they name when it is only encoded', async () => {
    const { request } = demoServer()
    expect((await request('/api/v1/channels/private-user-%34%32/events')).status).toBe(200)
    expect((await request('/api/v1/channels/private-user-%34%33/events')).status).toBe(403)
  })
})

describe('texts of a request', () => {
  it('never become a header of an answer', async () => {
    const { request, post } = demoServer({ cors: { origins: ['https://app.example.com'] } })
    const injected = 'x\u0001set-cookie: a=b'
    const headers = { origin: 'https://app.example.com.evil.example.com', 'idempotency-key': 'a b' }
    const answers = [
      await request(`/api/v1/${encodeURIComponent('x\r\nset-cookie: a=b')}`),
      await request(`/api/v1/channels/${encodeURIComponent(injected)}/events`),
      await post('/api/v1/logs', { text: injected, level: injected }, { headers }),
    ]
    for (const { headers: sent } of answers) {
      expect(sent.get('set-cookie')).toBeNull()
      expect(JSON.stringify([...sent])).not.toContain('evil')
    }
  })
})

describe('code of the app that fails', () => {
  const trigger = { channel: 'public-news', event: 'x', data: {} }
  const fail = (value: unknown) => () => {
    throw value
  }

  it.each(
    [new Error('secret'), 'secret', null, undefined, 5, { message: 'secret' }].map((value) => ({ value })),
  )('is a 500 without a word of it, whatever it throws: $value', async ({ value }) => {
    const lines: string[] = []
    const log = (level: string, message: string) => void lines.push(`${level} ${message}`)
    const servers = [
      demoServer({ log, authenticate: fail(value) }),
      demoServer({ log, authorize: { 'public-{topic}': { publish: fail(value) } } }),
      demoServer({ log, isAdmin: fail(value) }),
      demoServer({ log: fail(value) }),
    ]
    const answers = await Promise.all(
      servers.map(({ post, request }, index) =>
        index === 2 ? request('/admin/channels') : post('/realtime/trigger', trigger),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual([500, 500, 500, 200])
    for (const answer of answers) expect(await answer.text()).not.toContain('secret')
    expect(lines.filter((line) => line === 'error request failed')).toHaveLength(3)
  })

  it('is no matter of the second argument of a host', async () => {
    const { server } = demoServer()
    for (const info of [null, undefined, { params: Promise.resolve({}) }, 'x', 5] as object[]) {
      const response = await server.fetch(new Request('http://localhost/api/v1/pusher/status'), info)
      expect(response.status).toBe(200)
    }
  })
})
