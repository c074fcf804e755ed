import { afterAll, describe, expect, it } from 'vitest'
import { demoServer } from '../demo-server.ts'

const { hub, request, close } = demoServer()
afterAll(close)

async function json(response: Promise<Response>): Promise<Record<string, unknown>> {
  return (await (await response).json()) as Record<string, unknown>
}

/** What is stored in Ada's channel after that number. */
async function storedAfter(seq: number) {
  const { events } = await json(request('ada', `/api/v1/channels/private-user-ada/events?after=${seq}`))
  return events as { seq: number; event: string; data: Record<string, unknown> }[]
}

async function lastSeq(): Promise<number> {
  return (await json(request('ada', '/api/v1/channels/private-user-ada/events')))['last_seq'] as number
}

function send(type: string, payload: unknown, user: string | null = 'ada') {
  return request(user, '/api/v1/pusher/message', {
    message_type: type,
    payload,
    channel: 'private-user-ada',
  })
}

/** What a browser's fetch gets from a route of a handler. */
function ask(path: string, body: unknown, user: string | null = 'ada') {
  return request(user, `/api/v1/pusher${path}`, body)
}

describe('a message to the demo', () => {
  it.each([
    ['test_message', 'test_message', { from: 'ada' }],
    ['agent_chat_user', 'agent.status', { status: 'thinking', from: 'ada' }],
    ['sync', 'notification', { kind: 'sync' }],
  ])('%s becomes %s, with a receipt', async (type, event, data) => {
    const before = await lastSeq()
    const payload = { text: 'hi' }
    const receipt = await json(send(type, payload))
    expect(receipt).toMatchObject({ id: expect.any(String) as string, seq: before + 1 })
    expect(new Date(receipt['accepted_at'] as string).getTime()).not.toBeNaN()
    expect(await storedAfter(before)).toMatchObject([{ seq: before + 1, event, data: { ...data, payload } }])
  })

  it.each([{ text: 'hi' }, 'hi', 5, null, ['a', {}]])('may carry %j', async (payload) => {
    const before = await lastSeq()
    expect((await send('test_message', payload)).status).toBe(200)
    expect(await storedAfter(before)).toMatchObject([{ data: { payload } }])
  })

  it('without a channel goes to the sender’s own', async () => {
    const before = await lastSeq()
    const message = { message_type: 'agent_chat_user', payload: { text: 'hi' } }
    expect((await request('ada', '/api/v1/pusher/message', message)).status).toBe(200)
    expect(await storedAfter(before)).toMatchObject([{ event: 'agent.status' }])
  })

  it.each([
    ['by its type', (payload: object) => send('create_environment', payload)],
    ['by its route', (payload: object) => ask('/environment/create', payload)],
  ])('creates an environment %s, whose progress ends', async (_, create) => {
    const before = await lastSeq()
    const payload = { name: 'staging' }
    expect(await json(create(payload))).toMatchObject({ seq: before + 3 })
    const [first, second, third] = await storedAfter(before)
    const id = first?.data['task_id'] as string
    expect(id).toMatch(/^[\da-f-]{36}$/)
    expect(first).toMatchObject({
      event: 'progress.updated',
      data: { status: 'queued', percent: 0, payload },
    })
    expect(second).toMatchObject({ event: 'environment.created', data: { environment_id: id, payload } })
    expect(third).toMatchObject({
      event: 'progress.updated',
      data: { task_id: id, status: 'completed', percent: 100 },
    })
  })

  it('syncs by its route', async () => {
    const before = await lastSeq()
    expect((await ask('/roblox/sync', { place_id: 1 })).status).toBe(200)
    expect(await storedAfter(before)).toMatchObject([
      { event: 'notification', data: { kind: 'sync', payload: { place_id: 1 } } },
    ])
  })

  it('brings analytics to the dashboard, from those who may publish there', async () => {
    const delivered: unknown[] = []
    const connection = hub.connect('key', {
      send: (frame) => delivered.push((JSON.parse(frame) as { event: string }).event),
      close: () => {},
    })
    const subscribe = { event: 'pusher:subscribe', data: { channel: 'dashboard-updates' } }
    connection.receive(JSON.stringify(subscribe))
    const before = await lastSeq()
    expect((await ask('/analytics/realtime', { page: '/' }, 'developer')).status).toBe(200)
    expect(delivered.filter((event) => event === 'analytics.event')).toHaveLength(1)
    expect((await ask('/analytics/realtime', { page: '/' })).status).toBe(403)
    expect(await storedAfter(before)).toEqual([])
    expect(delivered.filter((event) => event === 'analytics.event')).toHaveLength(1)
    connection.closed()
  })

  it('is refused when nobody reads its type, or its sender may not publish there', async () => {
    const before = await lastSeq()
    expect(await json(send('ping', {}))).toMatchObject({ field: 'message_type' })
    expect((await send('sync', {}, 'stranger')).status).toBe(403)
    expect((await send('sync', {}, null)).status).toBe(401)
    expect(await storedAfter(before)).toEqual([])
  })
})

describe('content.generated', () => {
  const publish = (data: unknown) =>
    request('ada', '/api/v1/realtime/trigger', {
      channel: 'private-user-ada',
      event: 'content.generated',
      data,
    })

  it.each([
    ['content_type', { content_type: 'summary', text: 'x' }],
    ['contentType', { contentType: 'summary', text: 'x' }],
    ['both', { content_type: 'summary', contentType: 'other', text: 'x' }],
  ])('is read with %s and written with content_type', async (_, data) => {
    const before = await lastSeq()
    expect((await publish(data)).status).toBe(200)
    expect((await storedAfter(before)).map((event) => event.data)).toEqual([
      { content_type: 'summary', text: 'x' },
    ])
  })

  it.each([[{}], [{ contentType: 5 }], ['summary']])('is refused as %j', async (data) => {
    const response = await publish(data)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ field: 'data.content_type' })
  })
})
