import fc from 'fast-check'
import { createMockPusher, type MockFrame, type MockPusher } from 'react-pusher-kit/mock'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { literal } from '../../../src/inspector/test-code/literal.ts'
import { testCode } from '../../../src/inspector/test-code/test-code.ts'

const names = ['logs', 'private-user-7', 'presence-room'] as const

let mocks: MockPusher[] = []
beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  for (const mock of mocks) mock.dispose()
  mocks = []
  vi.useRealTimers()
})

/** An app on a mock: it asks for three channels and hears what comes. */
async function app(clients = 1): Promise<MockPusher> {
  const mock = createMockPusher({ user: { id: 'me', info: { name: 'Me' } } })
  mocks.push(mock)
  for (let index = 0; index < clients; index += 1) {
    const client = mock.client()
    for (const name of names) client.subscribe(name)
  }
  for (const name of names) await mock.subscribed(name)
  await mock.settled()
  return mock
}

/** Lets the code happen to an app, as a test would. */
async function play(code: string): Promise<MockPusher> {
  const mock = await app()
  const AsyncFunction = async function () {}.constructor as new (
    parameter: string,
    body: string,
  ) => (mock: MockPusher) => Promise<void>
  await new AsyncFunction('mock', code)(mock)
  await mock.settled()
  return mock
}

/** What an app is told that matters to it: no socket ids, no times, no order between channels' own frames. */
function reported(frames: readonly MockFrame[]): unknown[] {
  return frames
    .filter(({ direction, event }) => direction === 'received' && !/^pusher:(?!error)/.test(event))
    .map(({ event, channel, data, userId }) => ({ event, channel, data, userId }))
}

async function recorded(act: (mock: MockPusher) => void | Promise<void>, clients = 1) {
  const mock = await app(clients)
  await act(mock)
  await mock.settled()
  return mock
}

describe('copied as test code', () => {
  it('reads as a test is written', async () => {
    const mock = await recorded(async ({ ...control }) => {
      const ana = control.join('presence-room', { id: 'ana', info: { name: 'Ana' } })
      control.trigger('logs', 'log', { text: "it's", 'a-b': [1, null] })
      ana.trigger('client-typing', { typing: true })
      ana.leave()
    })
    expect(testCode(mock.frames)).toBe(
      [
        "await mock.subscribed('logs')",
        "await mock.subscribed('private-user-7')",
        "await mock.subscribed('presence-room')",
        "const ana = mock.join('presence-room', { id: 'ana', info: { name: 'Ana' } })",
        "mock.trigger('logs', 'log', { text: 'it\\'s', 'a-b': [1, null] })",
        "ana.trigger('client-typing', { typing: true })",
        'ana.leave()',
      ].join('\n'),
    )
  })

  it('plays the same again', async () => {
    const mock = await recorded(async (control) => {
      const ana = control.join('presence-room', { id: 'user-7', info: { name: 'Ana' } })
      control.join('presence-room', { id: '7' })
      control.trigger(['logs', 'private-user-7'], 'log', 'plain')
      await control.settled()
      control.drop()
      for (const name of names) await control.subscribed(name)
      ana.trigger('client-typing', { typing: true })
      ana.leave()
      control.join('presence-room', { id: 'user-7' })
      await control.settled()
    })
    const again = await play(testCode(mock.frames))
    expect(reported(again.frames)).toEqual(reported(mock.frames))
  })

  it('lets members in who were there before the frames that were chosen', async () => {
    const mock = await recorded(async (control) => {
      const ana = control.join('presence-room', { id: 'ana' })
      const bob = control.join('presence-room', { id: 'new' })
      await control.settled()
      ana.trigger('client-typing', { typing: true })
      bob.leave()
    })
    const chosen = mock.frames.slice(-2)
    const code = testCode(chosen)
    expect(code.split('\n').slice(0, 2)).toEqual([
      "const ana = mock.join('presence-room', { id: 'ana' })",
      "const membernew = mock.join('presence-room', { id: 'new' })",
    ])
    expect(reported((await play(code)).frames).slice(-2)).toEqual(reported(chosen))
  })

  it('writes an event once, however many sockets of the app heard it', async () => {
    const mock = await recorded((control) => {
      control.trigger('logs', 'log', { text: 'same' })
      control.trigger('logs', 'log', { text: 'same' })
    }, 3)
    expect(testCode(mock.frames).match(/'same'/g)).toHaveLength(2)
  })

  it('numbers persisted events anew', () => {
    const frame: MockFrame = {
      at: 0,
      direction: 'received',
      socketId: '1.1',
      event: 'log',
      channel: 'logs',
      data: { text: 'a', $kit: { seq: 7, epoch: 'x' } },
    }
    expect(testCode([frame])).toBe("mock.trigger('logs', 'log', { text: 'a' })")
  })

  it('keeps what only the app can do as a comment', async () => {
    const mock = await app()
    const client = mock.client()
    client.subscribe('presence-room')
    await mock.settled()
    const { length } = mock.frames
    client.channel('presence-room').trigger('client-wave', { hand: 'left' })
    await mock.settled()
    expect(testCode(mock.frames.slice(length, length + 1))).toBe(
      "// The app sends client-wave on presence-room: { hand: 'left' }",
    )
  })

  it.each([
    ['slow', 'mock.network = { latency: 200 }'],
    ['offline', 'mock.offline()'],
    ['outage', 'mock.outage()'],
    ['refused', 'mock.drop({ code: 4001 })'],
  ] as const)('breaks the network as the toolbar did: %s', async (network, line) => {
    const code = testCode([
      { at: 0, change: { network } },
      { at: 1, change: { network: 'connected' } },
    ])
    expect(code.split('\n')).toContain(line)
    const mock = await play(code)
    expect(mock.network).toMatchObject({ latency: 0, connect: 'accept' })
  })

  it('waits as long as pusher-js does after an outage', async () => {
    const mock = await app()
    const { length } = mock.frames
    mock.outage()
    await vi.advanceTimersByTimeAsync(3000)
    mock.restore()
    await mock.subscribed('logs', { timeout: 20_000 })
    const code = testCode([
      { at: 0, change: { network: 'outage' } },
      { at: 1, change: { network: 'connected' } },
      ...mock.frames.slice(length),
    ])
    expect(code).toContain("await mock.subscribed('logs', { timeout: 20000 })")
    expect((await play(code)).channel('logs').occupied).toBe(true)
  })

  it('denies and allows as the panel did', async () => {
    const mock = await play(testCode([{ at: 0, change: { denied: true } }]))
    await vi.advanceTimersByTimeAsync(2000)
    expect(mock.channel('logs').occupied).toBe(true)
    expect(mock.channel('private-user-7').occupied).toBe(false)
  })

  it('is empty when there is nothing to play', () => {
    expect(testCode([])).toBe('')
  })

  it('plays whatever happened, in any order', async () => {
    const id = fc.constantFrom('ana', 'user-7', 'class', '1', 'Ana')
    const data = fc.jsonValue({ maxDepth: 2 }).filter((value) => typeof value !== 'string')
    const act = fc.oneof(
      fc.record({ do: fc.constant('trigger' as const), channel: fc.constantFrom(...names), data }),
      fc.record({ do: fc.constantFrom('join' as const, 'leave' as const, 'wave' as const), id }),
      fc.record({ do: fc.constant('drop' as const) }),
    )
    const scenario = fc.asyncProperty(fc.array(act, { maxLength: 12 }), async (acts) => {
      const mock = await app()
      const members = new Map<string, ReturnType<MockPusher['join']>>()
      for (const one of acts) {
        if (one.do === 'trigger') mock.trigger(one.channel, 'log', one.data)
        else if (one.do === 'drop') {
          mock.drop()
          for (const name of names) await mock.subscribed(name)
        } else if (one.do === 'join') {
          if (!members.has(one.id)) members.set(one.id, mock.join('presence-room', { id: one.id, info: 1 }))
        } else if (one.do === 'wave') members.get(one.id)?.trigger('client-wave', { by: one.id })
        else {
          members.get(one.id)?.leave()
          members.delete(one.id)
        }
        await mock.settled()
      }
      const again = await play(testCode(mock.frames))
      expect(reported(again.frames)).toEqual(reported(mock.frames))
    })
    await fc.assert(scenario, { numRuns: 60 })
  })
})

describe('a literal', () => {
  it('is read back as the value it was made of', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const value: unknown = JSON.parse(json)
        const text = literal(value)
        expect(text).not.toContain('\n')
        // oxlint-disable-next-line no-new-func, typescript/no-implied-eval -- code that users paste
        expect(new Function(`return ${text}`)()).toEqual(value)
      }),
    )
  })

  it('does not set a prototype', () => {
    expect(literal(JSON.parse('{"__proto__":{"a":1}}'))).toBe("{ ['__proto__']: { a: 1 } }")
  })
})
