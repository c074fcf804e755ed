import HttpPusher from 'pusher'
import { describe, expect, it } from 'vitest'
import { mockFactory } from './mock-factory.ts'

const create = mockFactory()

describe('mock.webhooks', () => {
  it('lists every kind where the app names none', async () => {
    const mock = create()
    mock.join('presence-room', { id: 'ada' })
    await mock.settled()
    expect(mock.webhooks.flatMap(({ events }) => events.map(({ name }) => name))).toEqual([
      'channel_occupied',
      'member_added',
    ])
  })

  it('lists what Pusher would have posted', async () => {
    const mock = create({ app: { webhooks: [{ url: 'https://app.test', events: ['channel_occupied'] }] } })
    mock.client().subscribe('logs')
    await mock.subscribed('logs')
    await mock.settled()
    expect(mock.webhooks).toMatchObject([
      {
        url: 'https://app.test',
        events: [{ name: 'channel_occupied', channel: 'logs' }],
        state: 'delivered',
      },
    ])
  })

  it('are taken by the official package as they are', async () => {
    const mock = create()
    mock.client().subscribe('private-a')
    await mock.subscribed('private-a')
    const { id: appId, key, secret } = mock.app
    const http = new HttpPusher({ appId, key, secret, cluster: 'eu' })
    expect(mock.webhooks.length).toBeGreaterThan(0)
    for (const { headers, body } of mock.webhooks) {
      expect(Object.keys(headers)).toEqual(['content-type', 'x-pusher-key', 'x-pusher-signature'])
      const webhook = http.webhook({ headers, rawBody: body })
      expect([webhook.isContentTypeValid(), webhook.isBodyValid(), webhook.isValid()]).toEqual([
        true,
        true,
        true,
      ])
      expect(webhook.getEvents()).not.toHaveLength(0)
    }
  })
})
