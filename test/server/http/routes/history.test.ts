import { describe, expect, it } from 'vitest'
import { bodyOf, demoServer } from '../../demo-server.ts'

async function withLines(count: number) {
  const demo = demoServer()
  await demo.post(
    '/api/v1/logs',
    Array.from({ length: count }, (_, index) => ({
      text: `${index + 1}`,
      thread_id: index % 2 ? 'even' : 'odd',
    })),
  )
  return demo
}

describe('GET /api/v1/channels/{channel}/events', () => {
  it('answers exactly the documented shape', async () => {
    const { request } = await withLines(97)
    const response = await request('/api/v1/channels/logs/events?after=40&limit=1', { token: null })
    expect(response.status).toBe(200)
    const timestamp = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string
    expect(await bodyOf(response)).toEqual({
      events: [
        {
          seq: 41,
          event: 'log',
          data: { text: '41', thread_id: 'odd', level: 'info', timestamp },
          timestamp,
        },
      ],
      epoch: expect.any(String) as string,
      first_seq: 1,
      last_seq: 97,
      next_cursor: 41,
      has_more: true,
    })
  })

  it('filters by thread and event', async () => {
    const { request } = await withLines(6)
    const texts = async (query: string) => {
      const { events } = await bodyOf(await request(`/api/v1/channels/logs/events?${query}`))
      return (events as { data: { text: string } }[]).map(({ data }) => data.text)
    }
    expect(await texts('thread_id=even')).toEqual(['2', '4', '6'])
    expect(await texts('thread_id=even&thread_id=odd&limit=2')).toEqual(['1', '2'])
    expect(await texts('event=log&before=3')).toEqual(['1', '2'])
    expect(await texts('event=other')).toEqual([])
  })

  it.each([
    ['after=-1', 'after'],
    ['after=1.5', 'after'],
    ['after=', 'after'],
    ['before=x', 'before'],
    ['after=9999999999999999', 'after'],
    ['limit=0', 'limit'],
    ['limit=1001', 'limit'],
    ['limit=1e2', 'limit'],
  ])('refuses ?%s and names the field', async (query, field) => {
    const { request } = demoServer()
    const response = await request(`/api/v1/channels/logs/events?${query}`)
    expect(response.status).toBe(400)
    expect(await bodyOf(response)).toMatchObject({ field })
  })

  it.each(['a:b', 'a b', '%0a', 'x'.repeat(165), '%23server-to-user-1', '%'])(
    'refuses the channel name %s',
    async (name) => {
      const { request } = demoServer()
      const response = await request(`/api/v1/channels/${name}/events`)
      expect(response.status).toBe(400)
      expect(await bodyOf(response)).toMatchObject({ field: 'channel' })
    },
  )

  it('asks the policy of the channel', async () => {
    const { request, server } = demoServer()
    await server.publish('private-user-42', 'notification', { text: 'yours' })
    const own = await request('/api/v1/channels/private-user-42/events')
    expect(await bodyOf(own)).toMatchObject({ events: [{ data: { text: 'yours' } }], last_seq: 1 })
    expect((await request('/api/v1/channels/private-user-43/events')).status).toBe(403)
    expect((await request('/api/v1/channels/private-user-42/events', { token: null })).status).toBe(401)
  })

  it('denies the history of channels that no policy opens', async () => {
    const { request } = demoServer()
    expect((await request('/api/v1/channels/news/events')).status).toBe(403)
    expect((await request('/api/v1/channels/presence-room-1/events')).status).toBe(403)
  })
})
