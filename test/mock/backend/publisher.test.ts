import { defineChannels, type } from 'react-pusher-kit/channels'
import { MockError } from 'react-pusher-kit/mock'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { mockFactory } from '../mock-factory.ts'

const channels = defineChannels({
  logs: { events: { log: z.object({ text: z.string() }) }, persist: true },
  'private-user-{userId}': {
    events: { note: type<{ n: number }>() },
    clientEvents: { 'client-x': type<object>() },
  },
})

const create = mockFactory()

describe('mock.trigger', () => {
  it('reaches several channels, without the socket that is excluded', async () => {
    const mock = create()
    const ada = mock.client()
    const bob = mock.client()
    for (const pusher of [ada, bob]) for (const name of ['a', 'b']) pusher.subscribe(name)
    await mock.settled()
    mock.trigger(['a', 'b'], 'e', 1, { socketId: ada.connection.socket_id })
    await mock.settled()
    const received = mock.frames.filter(({ event }) => event === 'e')
    expect(received.map(({ socketId, channel }) => [socketId, channel])).toEqual([
      [bob.connection.socket_id, 'a'],
      [bob.connection.socket_id, 'b'],
    ])
  })

  it.each([
    ['an illegal channel name', 'a b', 'e', 1, 'illegal_channel_name'],
    ['no channel', [], 'e', 1, 'publication_refused'],
    [
      '101 channels',
      Array.from({ length: 101 }, (_unused, index) => `c${index}`),
      'e',
      1,
      'publication_refused',
    ],
    ['an encrypted channel among others', ['a', 'private-encrypted-a'], 'e', 1, 'publication_refused'],
    ['a reserved event', 'a', 'pusher:x', 1, 'publication_refused'],
    ['more than 10 240 bytes', 'a', 'e', 'x'.repeat(11_000), 'publication_refused'],
  ])('says what is wrong with %s', (_, channel, event, data, code) => {
    const mock = create()
    expect(() => mock.trigger(channel, event, data)).toThrow(
      expect.objectContaining({ code, name: 'MockError' }) as Error,
    )
  })

  it.each([
    ['an undeclared channel', 'other', 'log', {}, 'undeclared_channel'],
    ['an undeclared event', 'logs', 'lgo', { text: '' }, 'undeclared_event'],
    ['an event that every object inherits', 'logs', 'constructor', { text: '' }, 'undeclared_event'],
    ['an event of the prototype', 'logs', '__proto__', { text: '' }, 'undeclared_event'],
    ['an invalid payload', 'logs', 'log', { text: 7 }, 'invalid_payload'],
  ])('says what is wrong with %s when channels are declared', (_, channel, event, data, code) => {
    const mock = create({ channels })
    expect(() => mock.trigger(channel, event, data)).toThrow(expect.objectContaining({ code }) as Error)
  })

  it('names the place of what is wrong in a payload', () => {
    const strict = z.object({ items: z.array(z.object({ title: z.string() })) })
    const mock = create({ channels: { logs: { events: { log: strict } } } })
    // @ts-expect-error -- a title is a text
    expect(() => mock.trigger('logs', 'log', { items: [{ title: 7 }] })).toThrow(/: items\.0\.title: /)
  })

  it('names the declared events in its complaint', () => {
    const mock = create({ channels })
    const misspelt: string = 'lgo'
    const channel: string = 'logs'
    const publish = () => mock.trigger(channel, misspelt, {})
    expect(publish).toThrow('Expected an event declared for "logs" (log) but got "lgo"')
    expect(publish).toThrow(MockError)
  })

  it('accepts declared events of patterns, client events among them', () => {
    const mock = create({ channels })
    expect(() => mock.trigger('private-user-7', 'note', { n: 1 })).not.toThrow()
    expect(() => mock.trigger('private-user-7', 'client-x', {})).not.toThrow()
  })

  it('numbers the events of persisted channels and keeps them for the history', async () => {
    const mock = create({ channels })
    mock.client().subscribe('logs')
    await mock.subscribed('logs')
    mock.trigger('logs', 'log', { text: 'one' })
    mock.trigger('logs', 'log', { text: 'two' })
    await mock.settled()
    expect(mock.frames.at(-1)?.data).toEqual({ text: 'two', $kit: { seq: 2, epoch: 'mock-1' } })
    const response = await mock.fetch('/api/v1/channels/logs/events?after=1')
    expect(await response.json()).toMatchObject({
      events: [{ seq: 2, event: 'log', data: { text: 'two' } }],
      epoch: 'mock-1',
      first_seq: 1,
      last_seq: 2,
      next_cursor: 2,
      has_more: false,
    })
  })

  it('passes on what is numbered already', async () => {
    const mock = create({ channels })
    mock.client().subscribe('logs')
    await mock.subscribed('logs')
    const payload = { text: 'x', $kit: { seq: 9, epoch: 'other' } }
    mock.trigger('logs', 'log', payload)
    await mock.settled()
    expect(mock.frames.at(-1)?.data).toEqual(payload)
  })
})
