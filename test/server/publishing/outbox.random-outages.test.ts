import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { BroadcastError, memoryStore } from 'react-pusher-kit/server'
import type { BroadcastFailure, EventStore, Message } from 'react-pusher-kit/server'
import { Outbox } from '../../../src/server/publishing/outbox.ts'
import { readStored } from '../../../src/server/publishing/stored-events.ts'
import { numbersOf } from '../broadcaster/stand-in-upstream.ts'

/** The same numbers for the same seed. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

const channels = Array.from({ length: 12 }, (_, index) => `channel-${index}`)

describe('a backend and a store that fail at random', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it.each(Array.from({ length: 25 }, (_, index) => index + 1))(
    'cost no number and no order, but what is rejected for itself (seed %i)',
    async (seed) => {
      const next = random(seed)
      const inner = memoryStore()
      let isCalm = false
      const store: EventStore = {
        ...inner,
        async history(query) {
          if (!isCalm && next() < 0.3) throw new Error('busy')
          return inner.history(query)
        },
      }
      const taken: Message[] = []
      const outbox = new Outbox({
        async send(messages) {
          await new Promise((resolve) => setTimeout(resolve, next() * 20))
          for (const [accepted, message] of messages.entries()) {
            const failure: BroadcastFailure | null = message.data.includes('poison')
              ? 'rejected'
              : !isCalm && next() < 0.25
                ? next() < 0.5
                  ? 'retry'
                  : 'quota'
                : null
            if (failure) throw new BroadcastError(failure, failure, null, undefined, accepted)
            taken.push(message)
          }
        },
        read: (channel, range) => readStored(store, channel, range),
        log: () => {},
        onGivenUp: () => {},
        onSaved: () => {},
        bounds: { events: 40, calls: 3 },
      })
      const expected = new Map<string, number[]>(channels.map((channel) => [channel, []]))

      async function publish(channel: string): Promise<void> {
        const texts = Array.from({ length: 1 + Math.floor(next() * 8) }, () =>
          next() < 0.03 ? 'poison' : 'fine',
        )
        const events = texts.map((text) => ({ event: 'x', data: { text }, timestamp: 0 }))
        const { firstSeq, epoch } = await inner.append({ channel, events })
        const numbered = texts.map((text, index) => ({
          channel,
          event: 'x',
          json: JSON.stringify({ text }),
          seq: firstSeq + index,
          epoch,
          socketId: undefined,
        }))
        for (const [index, text] of texts.entries()) {
          if (text === 'fine') expected.get(channel)?.push(firstSeq + index)
        }
        outbox.add(channel, numbered, channel.endsWith('1') ? { windowMs: 50, maxBytes: 200 } : undefined)
      }

      for (let turn = 0; turn < 150; turn++) {
        const some = channels.filter(() => next() < 0.3)
        const release = next() < 0.5 ? outbox.hold(some) : () => {}
        for (const channel of some) await publish(channel)
        release()
        await vi.advanceTimersByTimeAsync(next() * 400)
      }
      isCalm = true
      await vi.advanceTimersByTimeAsync(300_000)
      for (const channel of channels) {
        const got = taken.filter(({ channels: [name] }) => name === channel).flatMap(numbersOf)
        expect(got).toEqual(expected.get(channel))
      }
      expect(outbox.size()).toEqual({ events: 0, characters: 0, channels: 0, calls: 0 })
    },
  )
})
