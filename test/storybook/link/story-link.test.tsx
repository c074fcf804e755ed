import { act, render } from '@testing-library/react'
import { usePresence, usePusherEvents } from 'react-pusher-kit'
import { defineChannels, type } from 'react-pusher-kit/channels'
import { type MockPusherParameters, startMockPusher, withMockPusher } from 'react-pusher-kit/storybook'
import { Channel } from 'storybook/internal/channels'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import {
  type Envelope,
  type PanelCommand,
  type PanelMessage,
  type StoryStatus,
  toPanel,
  toStory,
} from '../../../src/storybook/link/messages.ts'
import type { TranscriptEntry } from '../../../src/inspector/index.ts'
import { linkStory } from '../../../src/storybook/link/story-link.ts'
import { storyRunOf } from '../../../src/storybook/mock-pusher.ts'

const channels = defineChannels({
  logs: { events: { log: z.object({ text: z.string() }).meta({ examples: [{ text: 'hello' }] }) } },
  'private-user-{id}': { events: { note: z.object({ title: z.string(), count: z.int().min(3) }) } },
  'presence-room': {
    member: z.object({ name: z.string(), role: z.enum(['host', 'guest']) }),
    events: {},
    clientEvents: { 'client-typing': type<{ typing: boolean }>() },
  },
})

function Story() {
  usePusherEvents('logs', 'log')
  usePresence('presence-room')
  return null
}

/** What a panel hears, and how it speaks. */
class Panel {
  readonly channel = new Channel({})
  readonly received: PanelMessage[] = []
  #request = 0

  constructor() {
    this.channel.on(toPanel, ({ message }: Envelope<PanelMessage>) => this.received.push(message))
  }

  say(message: object, storyId = 'a--b'): void {
    this.channel.emit(toStory, { storyId, message })
  }

  /** The problem that the answer tells. */
  command(command: PanelCommand): string | null {
    this.#request += 1
    this.say({ type: 'command', request: this.#request, command })
    for (const message of this.received) {
      if (message.type === 'answer' && message.request === this.#request) return message.problem
    }
    throw new Error('no answer')
  }

  get entries(): TranscriptEntry[] {
    const from = this.received.findLastIndex((message) => message.type === 'entries' && message.restart)
    return this.received
      .slice(from)
      .flatMap((message) =>
        message.type === 'entries' ? (JSON.parse(message.json) as TranscriptEntry[]) : [],
      )
  }

  get events(): string[] {
    return this.entries.map((entry) => ('event' in entry ? entry.event : JSON.stringify(entry.change)))
  }

  get status(): StoryStatus {
    const found = this.received.findLast((message) => message.type === 'status')
    if (!found) throw new Error('no status yet')
    return found.status
  }
}

let panel: Panel
let close: () => void

async function open(pusher: MockPusherParameters = {}) {
  const context = { id: 'a--b', loaded: {}, parameters: { pusher: { channels, ...pusher } }, globals: {} }
  const stop = startMockPusher(context)
  const run = storyRunOf(context)
  const unlink = linkStory(panel.channel, { storyId: 'a--b', run, declared: channels })
  close = () => {
    unlink()
    stop()
  }
  render(withMockPusher(Story, context))
  await act(() => run.mock.settled())
  return run
}

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

beforeEach(() => {
  vi.useFakeTimers()
  panel = new Panel()
})
afterEach(() => {
  close()
  vi.useRealTimers()
})

describe('a story and the panel', () => {
  it('say nothing to each other but "opened" while nobody watches', async () => {
    const { mock } = await open()
    mock.trigger('logs', 'log', { text: 'a' })
    await pass(1000)
    expect(panel.received).toEqual([{ type: 'opened' }])
  })

  it('agree on what was there before the panel opened, and on what comes after', async () => {
    const { mock, network } = await open()
    panel.say({ type: 'watch' })
    expect(panel.events).toEqual(mock.frames.map(({ event }) => event))
    network.choose('slow')
    mock.trigger('logs', 'log', { text: 'a', deep: { b: { c: { d: { e: { f: { g: 1 } } } } } } })
    await pass(500)
    expect(panel.events.slice(-2)).toEqual(['{"network":"slow"}', 'log'])
    expect(panel.entries.at(-1)).toEqual(mock.frames.at(-1))
    expect(panel.status).toMatchObject({
      connection: 'connected',
      network: 'slow',
      isNetworkChosen: true,
      latency: 200,
      channels: [
        { name: 'logs', pattern: 'logs', presence: null },
        { name: 'presence-room', pattern: 'presence-room', presence: { count: 1, remote: [] } },
      ],
    })
  })

  it('agree on who chose the network, also when it stays as it was', async () => {
    const { network } = await open()
    panel.say({ type: 'watch' })
    const { events } = panel
    network.choose('connected')
    await pass(500)
    expect(panel.status).toMatchObject({ network: 'connected', isNetworkChosen: true })
    network.choose(null)
    await pass(500)
    expect(panel.status).toMatchObject({ network: 'connected', isNetworkChosen: false })
    expect(panel.events).toEqual(events)
  })

  it('send many frames in few messages, and no more than the panel holds', async () => {
    const { mock } = await open()
    panel.say({ type: 'watch' })
    const before = panel.received.length
    for (let index = 0; index < 12_000; index += 1) mock.trigger('logs', 'log', { text: String(index) })
    await pass(300)
    expect(panel.received.slice(before).filter(({ type: kind }) => kind === 'entries')).toHaveLength(1)
    expect(panel.entries).toHaveLength(10_000)
    expect(panel.entries.at(-1)).toMatchObject({ data: { text: '11999' } })
  })

  it('part when the panel stops watching, and when the story is left', async () => {
    const { mock } = await open()
    panel.say({ type: 'watch' })
    panel.say({ type: 'unwatch' })
    const { length } = panel.received
    mock.trigger('logs', 'log', { text: 'a' })
    await pass(500)
    expect(panel.received).toHaveLength(length)
    close()
    panel.say({ type: 'watch' })
    expect(panel.received).toHaveLength(length)
    expect(panel.channel.listenerCount(toStory)).toBe(0)
  })

  it('do not mind another story', async () => {
    await open()
    panel.say({ type: 'watch' }, 'a--c')
    expect(panel.received).toEqual([{ type: 'opened' }])
  })

  it('tell the declared channels with a payload for each event', async () => {
    await open()
    panel.say({ type: 'watch' })
    expect(panel.received.find((message) => message.type === 'declared')?.channels).toEqual([
      {
        pattern: 'logs',
        events: [{ name: 'log', sample: JSON.stringify({ text: 'hello' }, null, 2), isExample: true }],
      },
      {
        pattern: 'private-user-{id}',
        events: [
          { name: 'note', sample: JSON.stringify({ title: 'text', count: 3 }, null, 2), isExample: false },
        ],
      },
      { pattern: 'presence-room', events: [{ name: 'client-typing', sample: null, isExample: false }] },
    ])
  })
})

describe('a command of the panel', () => {
  const publication = { do: 'publish', channel: 'logs', event: 'log', from: null } as const

  it('publishes an event', async () => {
    const { mock } = await open()
    panel.say({ type: 'watch' })
    expect(panel.command({ ...publication, payload: '{"text":"hi"}' })).toBeNull()
    await pass(200)
    expect(mock.frames.at(-1)).toMatchObject({ channel: 'logs', event: 'log', data: { text: 'hi' } })
  })

  it('tells where the schema refuses a payload, and publishes nothing', async () => {
    const { mock } = await open()
    panel.say({ type: 'watch' })
    const { length } = mock.frames
    expect(panel.command({ ...publication, payload: '{"text":7}' })).toMatch(/^text: .*string/)
    expect(panel.command({ ...publication, event: 'lgo', payload: '{}' })).toMatch(/declared for "logs"/)
    expect(panel.command({ ...publication, payload: '{' })).toMatch(/JSON/)
    await pass(200)
    expect(mock.frames).toHaveLength(length)
  })

  it('lets people in whose info fits the declaration, and lets them speak and go', async () => {
    const { mock } = await open()
    panel.say({ type: 'watch' })
    panel.command({ do: 'join', channel: 'presence-room' })
    panel.command({ do: 'join', channel: 'presence-room' })
    expect(mock.channel('presence-room').members.slice(1)).toEqual([
      { id: 'ana', info: { name: 'Ana', role: 'host' } },
      { id: 'bruno', info: { name: 'Bruno', role: 'host' } },
    ])
    expect(panel.status.channels.at(-1)?.presence).toEqual({
      count: 3,
      remote: [
        { id: 'ana', name: 'Ana' },
        { id: 'bruno', name: 'Bruno' },
      ],
    })
    const typing = { ...publication, channel: 'presence-room', event: 'client-typing', from: 'ana' }
    expect(panel.command({ ...typing, payload: '{"typing":true}' })).toBeNull()
    await pass(100)
    expect(mock.frames.at(-1)).toMatchObject({ event: 'client-typing', userId: 'ana' })
    panel.command({ do: 'leave', channel: 'presence-room', id: 'ana' })
    expect(mock.channel('presence-room').members.map(({ id }) => id)).toEqual(['me', 'bruno'])
    expect(panel.command({ ...typing, payload: '{}' })).toMatch(/the member has left/)
  })

  it('denies every authorisation until it allows them again', async () => {
    const { mock } = await open()
    panel.say({ type: 'watch' })
    panel.command({ do: 'deny', denied: true })
    await pass(2000)
    expect(mock.channel('presence-room').occupied).toBe(false)
    expect(panel.status).toMatchObject({ denied: true, connection: 'connected' })
    panel.command({ do: 'deny', denied: false })
    await pass(2000)
    expect(mock.channel('presence-room').occupied).toBe(true)
    expect(panel.events.filter((event) => event.includes('denied'))).toEqual([
      '{"denied":true}',
      '{"denied":false}',
    ])
  })

  it('delays the wire', async () => {
    const { mock } = await open()
    panel.say({ type: 'watch' })
    panel.command({ do: 'delay', latency: 300 })
    expect(panel.status.latency).toBe(300)
    panel.command({ ...publication, payload: '{"text":"late"}' })
    const { length } = mock.frames
    await pass(250)
    expect(mock.frames).toHaveLength(length)
    await pass(100)
    expect(mock.frames.at(-1)).toMatchObject({ data: { text: 'late' } })
  })
})
