import HttpPusher from 'pusher'
import { createMockPusher } from 'react-pusher-kit/mock'
import { afterEach, expect, it } from 'vitest'

const mock = createMockPusher()

afterEach(() => mock.dispose())

it('are taken by the official package as they are', async () => {
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
