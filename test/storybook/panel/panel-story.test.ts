import { Channel } from 'storybook/internal/channels'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type Envelope,
  type PanelMessage,
  type StoryMessage,
  toPanel,
  toStory,
} from '../../../src/storybook/link/messages.ts'
import { PanelStory } from '../../../src/storybook/panel/panel-story.ts'

const frame = (event: string, at = 1, data: unknown = {}) => ({
  at,
  direction: 'received',
  socketId: '1.1',
  event,
  channel: 'logs',
  data,
})

let channel: Channel
let received: StoryMessage[]
let story: PanelStory
let stop: () => void

beforeEach(() => {
  channel = new Channel({})
  received = []
  channel.on(toStory, ({ message }: Envelope<StoryMessage>) => received.push(message))
  story = new PanelStory(channel, 'a--b')
  stop = story.watch()
})
afterEach(() => stop())

const tell = (message: PanelMessage, storyId = 'a--b') => channel.emit(toPanel, { storyId, message })
const tellFrames = (frames: unknown[], restart = false) =>
  tell({ type: 'entries', json: JSON.stringify(frames), restart })
const events = () => story.getSnapshot().rows.map(({ event }) => event)

describe('the panel’s end of the link', () => {
  it('watches, and again when the story is opened anew', () => {
    tellFrames([frame('a')], true)
    tell({ type: 'opened' })
    expect(received).toEqual([{ type: 'watch' }, { type: 'watch' }])
    expect(events()).toEqual([])
  })

  it('collects frames, newest last, and lets the oldest of more than ten thousand go', () => {
    tellFrames([frame('a')], true)
    tellFrames([frame('b')])
    expect(events()).toEqual(['a', 'b'])
    tellFrames(Array.from({ length: 9_999 }, (_, index) => frame(`n${index}`)))
    expect(events()).toHaveLength(10_000)
    expect(events()[0]).toBe('b')
    expect(new Set(story.getSnapshot().rows.map(({ key }) => key)).size).toBe(10_000)
  })

  it('does not bring back what was cleared when the panel is opened again', () => {
    tellFrames([frame('a', 1), frame('b', 2)], true)
    story.clear()
    stop()
    stop = story.watch()
    tellFrames([frame('a', 1), frame('b', 2), frame('c', 3)], true)
    expect(events()).toEqual(['c'])
  })

  it('hands each answer to whoever asked, and answers everybody when the story is left', async () => {
    const first = story.send({ do: 'deny', denied: true })
    const second = story.send({ do: 'deny', denied: false })
    const third = story.send({ do: 'join', channel: 'presence-room' })
    tell({ type: 'answer', request: 2, problem: 'no' })
    tell({ type: 'answer', request: 1, problem: null })
    stop()
    expect(await Promise.all([first, second, third])).toEqual([null, 'no', 'The story was closed.'])
  })

  it('hears no other story, and nothing once it is closed', () => {
    tellFrames([frame('a')])
    tell({ type: 'entries', json: JSON.stringify([frame('b')]), restart: false }, 'a--c')
    stop()
    tellFrames([frame('c')])
    expect(events()).toEqual(['a'])
    expect(received.at(-1)).toEqual({ type: 'unwatch' })
    expect(channel.listenerCount(toPanel)).toBe(0)
  })
})
