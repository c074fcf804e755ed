import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPusherServer, devTokens } from 'react-pusher-kit/server'
import { defineChannels, type } from 'react-pusher-kit/channels'
import { accept, answerWith, dripWith, StandInUpstream } from '../broadcaster/stand-in-upstream.ts'
import type { UpstreamAnswer, UpstreamEvent } from '../broadcaster/stand-in-upstream.ts'

const channels = defineChannels({
  'private-user-{id}': { events: { x: type<unknown>() }, persist: true },
  'private-encrypted-{name}': { events: {} },
  'public-{name}': { events: {} },
})

const names = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index}`)

describe('calls to the backend', () => {
  let upstream: StandInUpstream
  beforeEach(async () => {
    upstream = await new StandInUpstream().open()
  })
  afterEach(() => upstream.close())

  function start(retryDelays: readonly number[] = [0, 0]) {
    const server = createPusherServer({
      broadcaster: { primary: upstream.backend('pusher', 10_000), retryDelays },
      channels,
      unknownEvents: 'allow',
      authenticate: devTokens({ token: { id: '42' } }),
      authorize: {
        'public-{name}': { publish: () => true },
        'private-encrypted-{name}': { publish: () => true },
        'private-user-{id}': { publish: () => true },
      },
      rateLimit: false,
    })
    const post = async (path: string, body: object) => {
      const response = await server.fetch(
        new Request(`http://localhost/api/v1/realtime/trigger${path}`, {
          method: 'POST',
          headers: { authorization: 'Bearer token', 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      )
      return response.status
    }
    return { server, post }
  }
  const paths = () => upstream.calls.map(({ path }) => path.replace('/apps/1', ''))

  it('is one for a message to 100 channels', async () => {
    const { post } = start()
    expect(await post('', { channels: names('public', 100), event: 'x', data: {} })).toBe(200)
    expect(paths()).toEqual(['/events'])
    expect(upstream.taken[0]?.channels).toHaveLength(100)
  })

  it('are ten for a batch of 10 messages to 100 channels', async () => {
    const { post } = start()
    const batch = names('e', 10).map((event) => ({ channels: names('public', 100), event, data: {} }))
    expect(await post('/batch', { batch })).toBe(200)
    expect(paths()).toEqual(Array.from({ length: 10 }, () => '/events'))
    expect(upstream.taken.map(({ name }) => name)).toEqual(names('e', 10))
  })

  it('are ten batches for 100 persisted channels, whose numbers differ', async () => {
    const { post, server } = start()
    for (let seq = 1; seq <= 2; seq++) {
      upstream.calls.length = 0
      expect(await post('', { channels: names('private-user', 100), event: 'x', data: {} })).toBe(200)
      await expect.poll(() => upstream.taken.length).toBe(seq * 100)
      expect(paths()).toEqual(Array.from({ length: 10 }, () => '/batch_events'))
      expect(upstream.calls.every(({ events }) => events.length === 10)).toBe(true)
    }
    for (const name of names('private-user', 100)) expect(upstream.numbers(name)).toEqual([1, 2])
    await server.close()
  })

  it('are one each for encrypted channels, one for the plain ones among them', async () => {
    const { post } = start()
    const mixed = names('public', 4).flatMap((name) => [name, `private-encrypted-${name}`])
    expect(await post('', { channels: mixed, event: 'x', data: { secret: 'words' } })).toBe(200)
    expect(paths()).toEqual(Array.from({ length: 5 }, () => '/events'))
    expect(upstream.taken.map((event) => event.channels.length).toSorted((a, b) => a - b)).toEqual([
      1, 1, 1, 1, 4,
    ])
    const sealed = upstream.taken.filter(({ channels: [name] }) => name?.startsWith('private-encrypted'))
    expect(sealed).toHaveLength(4)
    expect(JSON.stringify(sealed)).not.toContain('words')
  })

  it('keep the order of the messages of one channel', async () => {
    const { post } = start()
    const batch = [
      { channels: ['public-a', 'public-b'], event: 'x', data: 1 },
      { channel: 'public-a', event: 'x', data: 2 },
      { channels: ['public-a', 'public-c'], event: 'x', data: 1 },
    ]
    expect(await post('/batch', { batch })).toBe(200)
    const toA = upstream.taken.filter((event) => event.channels.includes('public-a'))
    expect(toA.map(({ data }) => data)).toEqual(['1', '2', '1'])
  })

  /** Accepts so many calls, then answers so a number of times, then accepts. */
  function interrupt(after: number, times: number, answer: UpstreamAnswer) {
    let calls = 0
    upstream.answer = (response, call) => {
      const failing = calls >= after && calls < after + times
      calls++
      if (failing) return answer(response, call)
      upstream.taken.push(...call.events)
      accept(response, call)
    }
  }

  it('carry only what was not accepted, after a failure in the middle', async () => {
    interrupt(4, 2, answerWith(500, 'Oops'))
    const { post } = start()
    const batch = names('e', 10).map((event) => ({ channels: names('public', 100), event, data: {} }))
    expect(await post('/batch', { batch })).toBe(200)
    expect(upstream.calls).toHaveLength(12)
    expect(upstream.taken.map(({ name }) => name)).toEqual(names('e', 10))
  })

  it('carry only the rest to another backend', async () => {
    const other = await new StandInUpstream().open()
    interrupt(3, 1000, answerWith(500, 'Oops'))
    const server = createPusherServer({
      broadcaster: { primary: upstream.backend('a'), fallbacks: [other.backend('b')], retryDelays: [0] },
      authenticate: () => null,
    })
    const messages = names('e', 50).map((data) => ({ channels: ['public-a'], event: 'x', data }))
    await server.broadcaster.send(messages)
    const data = (taken: readonly UpstreamEvent[]) => taken.map((event) => event.data)
    expect(data(upstream.taken)).toEqual(names('e', 30))
    expect(data(other.taken)).toEqual(names('e', 50).slice(30))
    expect(upstream.calls).toHaveLength(5)
    expect(other.calls).toHaveLength(2)
    await other.close()
  })

  it('may repeat an event whose acceptance nobody knows, after a time-out', async () => {
    interrupt(0, 1, (response, call) => {
      upstream.taken.push(...call.events)
      dripWith(200)(response, call)
    })
    const { post } = start()
    expect(await post('', { channel: 'public-a', event: 'x', data: {} })).toBe(200)
    expect(upstream.taken).toHaveLength(2)
  })

  it('give up one event of a batch that is rejected for itself, and broadcast the others', async () => {
    upstream.answer = (response, call) => {
      if (call.events.some(({ data }) => data.includes('poison'))) return answerWith(400, 'No')(response)
      upstream.taken.push(...call.events)
      accept(response, call)
    }
    const { server } = start()
    const all = names('private-user', 10)
    await Promise.all(
      all.map((name, index) => server.publish(name, 'x', { text: index === 4 ? 'poison' : 'fine' })),
    )
    for (const name of all) await server.publish(name, 'x', { text: 'fine' })
    await server.close()
    for (const [index, name] of all.entries()) {
      expect(upstream.numbers(name)).toEqual(index === 4 ? [2] : [1, 2])
    }
  })
})
