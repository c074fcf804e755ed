import { afterAll, describe, expect, it } from 'vitest'
import { demoServer } from './demo-server.ts'

const { request, close } = demoServer()
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

describe('a message to the demo', () => {
  it.each([
    ['agent_chat_user', 'agent.status', { status: 'thinking', from: 'ada' }],
    ['create_environment', 'progress.updated', { kind: 'environment', status: 'queued', percent: 0 }],
    ['sync', 'notification', { kind: 'sync' }],
  ])('%s becomes %s, with a receipt', async (type, event, data) => {
    const before = await lastSeq()
    const payload = { text: 'hi' }
    const receipt = await json(send(type, payload))
    expect(receipt).toMatchObject({ id: expect.any(String) as string, seq: before + 1 })
    expect(new Date(receipt['accepted_at'] as string).getTime()).not.toBeNaN()
    expect(await storedAfter(before)).toMatchObject([{ seq: before + 1, event, data: { ...data, payload } }])
  })

  it('create_environment tells by which id its progress can be followed', async () => {
    const before = await lastSeq()
    await send('create_environment', {})
    const [first] = await storedAfter(before)
    expect(first?.data['task_id']).toMatch(/^[\da-f-]{36}$/)
  })

  it('analytics_event is accepted and published nowhere', async () => {
    const before = await lastSeq()
    expect(await json(send('analytics_event', { page: '/' }))).toMatchObject({ seq: null })
    expect(await storedAfter(before)).toEqual([])
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
