import { beforeEach, describe, expect, it } from 'vitest'
import { RawWire, type RawClient } from '../raw-wire.ts'

const url = 'https://app.test/webhook'
let posted: string[]
let wire: RawWire
let tool: RawClient
beforeEach(() => {
  posted = []
  wire = new RawWire(
    { webhooks: [{ url }] },
    {
      postWebhook: async (_url, { body }) => {
        posted.push(body)
        return 200
      },
    },
  )
  tool = wire.connect(undefined, { isTool: true })
})

/** The events of all webhooks, after those that wait have been sent. */
function webhookEvents(): string[] {
  wire.clock.advance(3000)
  const events = posted.flatMap((body) => (JSON.parse(body) as { events: { name: string }[] }).events)
  return events.map(({ name }) => name)
}
const counts = (client: RawClient) =>
  client
    .take()
    .filter(({ event }) => event === 'pusher_internal:subscription_count')
    .map(({ data }) => data)

describe('a subscription of a development tool', () => {
  it('occupies no channel and causes no webhook', () => {
    tool.subscribe('news')
    tool.subscribe('cache-price')
    expect(wire.hub.channel('3', 'news')).toMatchObject({ occupied: false, subscriptionCount: 0 })
    expect(wire.call('GET', '/channels').body).toBe('{"channels":{}}')
    expect(wire.call('GET', '/channels/news', { params: { info: 'subscription_count' } }).body).toBe(
      '{"occupied":false,"subscription_count":0}',
    )
    tool.leave()
    expect(webhookEvents()).toEqual([])
  })

  it('does not change when the channel becomes occupied and vacated', () => {
    tool.subscribe('news')
    const app = wire.connect()
    app.subscribe('news')
    expect(wire.hub.channel('3', 'news')).toMatchObject({ occupied: true, subscriptionCount: 1 })
    app.leave()
    expect(wire.hub.channel('3', 'news')).toMatchObject({ occupied: false, subscriptionCount: 0 })
    expect(webhookEvents()).toEqual([
      'channel_occupied',
      'subscription_count',
      'subscription_count',
      'channel_vacated',
    ])
  })

  it('receives events and the count of subscribers, without being counted', () => {
    const app = wire.connect()
    app.subscribe('news')
    expect(counts(app)).toEqual([{ subscription_count: 1 }])
    tool.subscribe('news')
    expect([counts(tool), counts(app)]).toEqual([[{ subscription_count: 1 }], []])
    wire.hub.publish('3', { channels: ['news'], event: 'e', data: '1' })
    expect(tool.take()).toContainEqual({ event: 'e', channel: 'news', data: 1 })
    app.leave()
    expect(counts(tool)).toEqual([{ subscription_count: 0 }])
  })

  it('is counted by the size of the hub, with the connection', () => {
    tool.subscribe('news')
    expect(wire.hub.size()).toMatchObject({ connections: 1, tools: 1, channels: 1, subscriptions: 1 })
    tool.leave()
    expect(wire.hub.size()).toMatchObject({ connections: 0, tools: 0, channels: 0, subscriptions: 0 })
  })
})
