import { createMockPusher } from 'react-pusher-kit/mock'
import { afterEach, describe, expect, it } from 'vitest'

const mocks: { dispose(): void }[] = []
const create = (...args: Parameters<typeof createMockPusher>) => {
  const mock = createMockPusher(...args)
  mocks.push(mock)
  return mock
}

afterEach(() => {
  for (const mock of mocks.splice(0)) mock.dispose()
})

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
})
