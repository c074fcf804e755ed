import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { mockMatchers } from 'react-pusher-kit/mock/vitest'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let mock: MockPusher

beforeEach(async () => {
  mock = createMockPusher()
  const pusher = mock.client()
  pusher.subscribe('logs')
  await mock.subscribed('logs')
  mock.trigger('logs', 'log', { text: 'hello', id: 7 })
  await mock.settled()
})

afterEach(() => {
  mock.dispose()
})

const complaint = (assert: () => void): string => {
  try {
    assert()
  } catch (error) {
    return (error as Error).message
  }
  throw new Error('Expected the assertion to fail but it passed')
}

describe('toBeSubscribedTo', () => {
  it('takes a mock or a client', async () => {
    expect(mock).toBeSubscribedTo('logs')
    expect(mock).not.toBeSubscribedTo('other')
    const client = mock.client()
    expect(client).not.toBeSubscribedTo('logs')
    client.subscribe('logs')
    await mock.settled()
    expect(client).toBeSubscribedTo('logs')
  })

  it('names what is subscribed when it fails', () => {
    expect(complaint(() => expect(mock).toBeSubscribedTo('lgos'))).toContain('Subscribed: logs')
  })
})

describe('toHaveSent', () => {
  it('compares event, channel, data and number', () => {
    expect(mock).toHaveSent('pusher:subscribe')
    expect(mock).toHaveSent('pusher:subscribe', { channel: 'logs', times: 1 })
    expect(mock).not.toHaveSent('pusher:subscribe', { channel: 'other' })
    expect(mock).not.toHaveSent('pusher:subscribe', { times: 2 })
    expect(mock).not.toHaveSent('log')
  })
})

describe('toHaveReceived', () => {
  it('compares data as toEqual does', () => {
    expect(mock).toHaveReceived('log', { channel: 'logs', data: { text: 'hello', id: 7 } })
    expect(mock).toHaveReceived('log', { data: expect.objectContaining({ id: 7 }) })
    expect(mock).not.toHaveReceived('log', { data: { text: 'hello' } })
  })

  it('shows the transcript when it fails, the frames of that event marked', () => {
    const message = complaint(() => expect(mock).toHaveReceived('log', { data: { text: 'bye' } }))
    expect(message).toContain('received with event "log"')
    expect(message).toContain('  → pusher:subscribe logs')
    expect(message).toContain('> ← log logs {"text":"hello","id":7}')
  })

  it('gives the reporter the frames of that event to compare', () => {
    const assert = (): void => expect(mock).toHaveReceived('log', { data: { text: 'bye' } })
    expect(assert).toThrow(
      expect.objectContaining({
        actual: [{ data: { text: 'hello', id: 7 } }],
        expected: [{ data: { text: 'bye' } }],
      }) as Error,
    )
  })

  it('says so when nothing crossed the wire', () => {
    const empty = createMockPusher()
    expect(complaint(() => expect(empty).toHaveReceived('log'))).toContain('(no frame crossed)')
    empty.dispose()
  })
})

describe('mockMatchers', () => {
  it('are exported for an expect of one’s own', () => {
    expect(Object.keys(mockMatchers)).toEqual(['toBeSubscribedTo', 'toHaveSent', 'toHaveReceived'])
  })
})
