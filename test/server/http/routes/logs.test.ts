import { describe, expect, it, vi } from 'vitest'
import { bodyOf, demoServer } from '../../demo-server.ts'

const path = '/api/v1/logs'
const line = { text: 'hello', thread_id: 'build-1', level: 'warn', timestamp: '2026-01-02T03:04:05.678Z' }

describe('POST /api/v1/logs', () => {
  it('stores one line and says which number it got', async () => {
    const { post, request } = demoServer()
    const response = await post(path, line)
    expect(response.status).toBe(202)
    expect(await bodyOf(response)).toMatchObject({ accepted: 1, first_seq: 1, last_seq: 1, repeated: false })
    const history = await bodyOf(await request('/api/v1/channels/logs/events'))
    expect(history['events']).toEqual([{ seq: 1, event: 'log', data: line, timestamp: line.timestamp }])
  })

  it('fills in what a line leaves out', async () => {
    const { post, request } = demoServer()
    await post(path, { text: '' })
    const { events } = (await bodyOf(await request('/api/v1/channels/logs/events'))) as {
      events: { data: unknown; timestamp: string }[]
    }
    const { timestamp } = events[0] ?? {}
    expect(Math.abs(Date.parse(timestamp ?? '') - Date.now())).toBeLessThan(60_000)
    expect(events[0]?.data).toEqual({ text: '', thread_id: 'default', level: 'info', timestamp })
  })

  it.each([
    ['warning', 'warn'],
    ['CRITICAL', 'fatal'],
    ['Notice', 'info'],
    ['err', 'error'],
  ])('reads the level %s as %s', async (word, level) => {
    const { post, request } = demoServer()
    await post(path, { text: 'x', level: word })
    const history = await (await request('/api/v1/channels/logs/events')).text()
    expect(history).toContain(`"level":"${level}"`)
  })

  it('takes an array, and an array under `logs`', async () => {
    const { post } = demoServer()
    expect(await bodyOf(await post(path, [line, line]))).toMatchObject({ first_seq: 1, last_seq: 2 })
    expect(await bodyOf(await post(path, { logs: [line] }))).toMatchObject({ first_seq: 3, last_seq: 3 })
  })

  it('broadcasts a single line as `log` with its number', async () => {
    const { post, subscribe } = demoServer()
    const delivered = subscribe('logs')
    await post(path, line)
    await vi.waitFor(() => expect(delivered).toHaveLength(1))
    expect(delivered[0]).toEqual({
      event: 'log',
      data: { ...line, $kit: { seq: 1, epoch: expect.any(String) as string } },
    })
  })

  it('broadcasts many lines in contiguous batches that Pusher takes, in order', async () => {
    const { post, subscribe } = demoServer()
    const delivered = subscribe('logs')
    const lines = Array.from({ length: 400 }, (_, index) => ({
      ...line,
      text: `line ${index} ${'é'.repeat(50)}`,
    }))
    await post(path, lines)
    const texts = () =>
      delivered.flatMap(({ data }) => (data as { items: { text: string }[] }).items.map(({ text }) => text))
    await vi.waitFor(() => expect(texts()).toHaveLength(400))
    expect(texts()).toEqual(lines.map(({ text }) => text))
    let next = 1
    for (const { event, data } of delivered) {
      const { $kit, items } = data as { $kit: { seq: number }; items: unknown[] }
      expect(event).toBe('kit:batch')
      expect($kit.seq).toBe(next)
      expect(Buffer.byteLength(JSON.stringify(data))).toBeLessThanOrEqual(8192)
      next += items.length
    }
  })

  it('stores a repeated request once', async () => {
    const { post } = demoServer()
    const headers = { 'idempotency-key': 'pipe-1' }
    const first = await bodyOf(await post(path, [line, line], { headers }))
    const again = await bodyOf(await post(path, [line, line], { headers }))
    expect(again).toEqual({ ...first, repeated: true })
    expect(await bodyOf(await post(path, line))).toMatchObject({ first_seq: 3 })
  })

  it('takes a line that fills an event to the last byte, and names the size of a longer one', async () => {
    const { post, subscribe } = demoServer()
    const delivered = subscribe('logs')
    const overhead = JSON.stringify({ ...line, text: '' }).length
    const room = 10_240 - 36 - '"$kit":{"seq":9007199254740991,"epoch":""},'.length - overhead
    expect((await post(path, { ...line, text: 'x'.repeat(room) })).status).toBe(202)
    await vi.waitFor(() => expect(delivered).toHaveLength(1))
    const response = await post(path, [line, { ...line, text: 'x'.repeat(room + 1) }])
    expect(response.status).toBe(413)
    const body = await bodyOf(response)
    expect(body).toMatchObject({ field: '[1].text', code: 'payload_too_large' })
    expect(body['error']).toContain(String(room + 1 + overhead))
  })

  it.each([
    ['no JSON', '{', 400, 'body'],
    ['an empty body', '', 400, 'body'],
    ['too deep JSON', '['.repeat(5000) + ']'.repeat(5000), 400, 'body'],
    ['a number', '5', 400, 'body'],
    ['an empty array', [], 400, 'body'],
    ['no text', { level: 'info' }, 400, 'text'],
    ['a text that is no string', [line, { text: 5 }], 400, '[1].text'],
    ['a line that is no object', [line, 'x'], 400, '[1]'],
    ['an unknown level', { text: 'x', level: 'loud' }, 400, 'level'],
    ['a level that is no string', [{ text: 'x', level: 30 }], 400, '[0].level'],
    ['a thread that is no string', { text: 'x', thread_id: 7 }, 400, 'thread_id'],
    ['an empty thread', { text: 'x', thread_id: '' }, 400, 'thread_id'],
    ['a thread with a line end', { text: 'x', thread_id: 'a\nb' }, 400, 'thread_id'],
    ['a timestamp that is no time', { text: 'x', timestamp: 'yesterday' }, 400, 'timestamp'],
    ['a timestamp out of range', { text: 'x', timestamp: 1e300 }, 400, 'timestamp'],
    ['too many lines', Array.from({ length: 1001 }, () => line), 413, 'body'],
    ['too many bytes', JSON.stringify({ text: 'x'.repeat(1_100_000) }), 413, 'body'],
  ])('refuses %s and names the field', async (_, body, status, field) => {
    const { post } = demoServer()
    const response = await post(path, body)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toContain('application/json')
    expect(await bodyOf(response)).toMatchObject({ field, error: expect.any(String) as string })
  })

  it('refuses an idempotency key that is none', async () => {
    const { post } = demoServer()
    const response = await post(path, line, { headers: { 'idempotency-key': 'x'.repeat(201) } })
    expect(await bodyOf(response)).toMatchObject({ field: 'idempotency-key' })
  })

  it.each([null, 'wrong'])('answers 401 to the token %s', async (token) => {
    const { post } = demoServer()
    const response = await post(path, line, { token })
    expect(response.status).toBe(401)
    expect(await bodyOf(response)).toMatchObject({ field: 'authorization' })
  })

  it('asks the policy for every line, and stores nothing when one is refused', async () => {
    const { post, request } = demoServer({
      authorize: {
        logs: {
          publish: async ({ data }) => (data as { thread_id: string }).thread_id !== 'admin',
          history: 'anyone',
        },
      },
    })
    const refused = { text: 'forged', thread_id: 'admin' }
    const response = await post(path, [line, line, refused, line])
    expect(response.status).toBe(403)
    expect(await bodyOf(response)).toMatchObject({ code: 'forbidden', field: '[2]' })
    const wrapped = await post(path, { logs: [line, refused] })
    expect(await bodyOf(wrapped)).toMatchObject({ code: 'forbidden', field: '[1]' })
    expect(await bodyOf(await post(path, refused))).toMatchObject({ code: 'forbidden', field: 'channel' })
    const history = await bodyOf(await request('/api/v1/channels/logs/events'))
    expect(history['last_seq']).toBe(0)
  })

  it('answers 403 to a user who may not publish', async () => {
    const { post } = demoServer()
    expect((await post(path, line, { token: 'token-guest' })).status).toBe(403)
  })
})
