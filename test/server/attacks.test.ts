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
