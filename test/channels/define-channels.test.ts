import { describe, expect, it } from 'vitest'
import {
  ChannelPatternError,
  channelName,
  defineChannels,
  matchChannel,
  type,
} from 'react-pusher-kit/channels'

const channels = defineChannels({
  logs: {
    events: { log: type<{ text: string }>() },
    persist: true,
    batch: { windowMs: 100, maxBytes: 8192 },
  },
  'private-user-{userId}': { events: { note: type<string>() } },
  'private-{x}': { events: {} },
  'presence-session-{sessionId}': {
    member: type<string>(),
    events: {},
    clientEvents: { 'client-typing': type() },
  },
  'presence-{a}-in-{b}': { events: {} },
  'private-encrypted-{x}': { events: {} },
  '{x}': { events: {} },
})

describe('type', () => {
  it('tells its examples as a Standard JSON Schema does', () => {
    const schema = type<{ text: string }>({ examples: [{ text: 'hello' }] })
    expect(schema['~standard']).toMatchObject({ jsonSchema: { input: expect.any(Function) as unknown } })
    const { jsonSchema } = schema['~standard'] as unknown as { jsonSchema: { input: () => unknown } }
    expect(jsonSchema.input()).toEqual({ examples: [{ text: 'hello' }] })
  })

  it('promises no JSON Schema without examples', () => {
    expect(type<string>()['~standard']).not.toHaveProperty('jsonSchema')
  })
})

describe('defineChannels', () => {
  it('gives the same object back', () => {
    const own = { news: { events: {} } }
    expect(defineChannels(own)).toBe(own)
  })

  it.each([
    ['news room', { events: {} }, 'Expected a channel name with {parameters}'],
    ['news:{a}', { events: {} }, 'slashes and colons are not legal'],
    ['x'.repeat(165), { events: {} }, 'at most 164'],
    ['a-{x}-{x}', { events: {} }, 'got {x} twice'],
    ['private-a', { events: {}, member: type() }, 'Only presence channels have members'],
    ['news', { events: {}, clientEvents: { 'client-a': type() } }, 'Only private and presence channels'],
    [
      'private-encrypted-a',
      { events: {}, clientEvents: { 'client-a': type() } },
      'Only private and presence',
    ],
    [
      'private-a',
      { events: {}, clientEvents: { typing: type() } },
      'client events named client-… but got "typing"',
    ],
    ['private-a', { events: { 'client-a': type() } }, 'client-… belongs to `clientEvents`'],
    ['news', { events: { 'kit:batch': type() } }, "event name of the app's own"],
    ['news', { events: {}, batch: { windowMs: 1, maxBytes: 1 } }, 'Only numbered events can be batched'],
  ])('refuses %s', (pattern, definition, message) => {
    expect(() => defineChannels({ [pattern]: definition })).toThrow(message)
    expect(() => defineChannels({ [pattern]: definition })).toThrow(ChannelPatternError)
  })
})

describe('matchChannel', () => {
  it('gives pattern, parameters and definition', () => {
    expect(matchChannel(channels, 'private-user-42')).toEqual({
      pattern: 'private-user-{userId}',
      params: { userId: '42' },
      definition: channels['private-user-{userId}'],
    })
    expect(matchChannel(channels, 'logs')).toMatchObject({ pattern: 'logs', params: {} })
  })

  it('the first declared match wins', () => {
    expect(matchChannel(channels, 'private-other')?.pattern).toBe('private-{x}')
    expect(matchChannel(channels, 'presence-ana-in-room-1')).toMatchObject({
      params: { a: 'ana', b: 'room-1' },
    })
  })

  it('a pattern matches its own kind of channel only', () => {
    expect(matchChannel(channels, 'private-encrypted-a')?.pattern).toBe('private-encrypted-{x}')
    expect(matchChannel({ 'private-{x}': { events: {} } }, 'private-encrypted-a')).toBeNull()
    expect(matchChannel({ '{x}': { events: {} } }, 'private-a')).toBeNull()
    expect(matchChannel({ '{x}': { events: {} } }, 'presence-a')).toBeNull()
    expect(matchChannel(channels, 'news')?.pattern).toBe('{x}')
  })

  it.each(['', 'private-user-', 'private-user-a b', 'news:a', 'x'.repeat(165), 'private-user-a\n'])(
    'no declaration for %j',
    (name) => {
      expect(matchChannel({ 'private-user-{id}': { events: {} }, '{x}': { events: {} } }, name)).toBeNull()
    },
  )

  it('a dot in a pattern is a dot', () => {
    expect(matchChannel({ 'a.b': { events: {} } }, 'axb')).toBeNull()
    expect(matchChannel({ 'a.b={x}': { events: {} } }, 'a.b=1')).toMatchObject({ params: { x: '1' } })
  })
})

describe('channelName', () => {
  it('fills the parameters in', () => {
    expect(channelName('private-user-{userId}', { userId: '42' })).toBe('private-user-42')
    expect(channelName('presence-{a}-in-{b}', { a: 'x', b: 7 })).toBe('presence-x-in-7')
    expect(channelName('logs')).toBe('logs')
  })

  it.each([
    ['private-user-{id}', { id: '' }],
    ['private-user-{id}', { id: 'a b' }],
    ['private-user-{id}', { id: 'a:b' }],
    ['private-user-{id}', { id: 'a/b' }],
    ['private-user-{id}', {}],
    ['private-{id}', { id: 'encrypted-a' }],
    ['a-{x}-b-{y}', { x: '1-b-2', y: '3' }],
    ['{x}', { x: 'private-a' }],
    ['private-{x}', { x: 'x'.repeat(160) }],
    ['private-{constructor}', {}],
  ])('throws on %s with %j', (pattern, params) => {
    expect(() => channelName(pattern, params as never)).toThrow(ChannelPatternError)
  })

  it('the error names code, pattern and remedy', () => {
    const fill = () => channelName('private-user-{id}', { id: 'a b' })
    expect(fill).toThrow(expect.objectContaining({ code: 'channel_pattern', pattern: 'private-user-{id}' }))
    expect(fill).toThrow('but got "a b". Encode the value, or use an id.')
  })
})
