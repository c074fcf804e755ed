import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Message } from 'react-pusher-kit/server'
import type { NumberedEvent } from '../../../src/server/publishing/batch-packing.ts'
import { Outbox } from '../../../src/server/publishing/outbox.ts'
import type { StoredRange } from '../../../src/server/publishing/channel-queue.ts'
import { numbersOf } from '../broadcaster/stand-in-upstream.ts'

const epoch = 'a'
const upTo = (last: number, first = 1) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index)

function event(seq: number): NumberedEvent {
  return { channel: 'logs', event: 'log', json: '{"text":"x"}', seq, epoch, socketId: undefined }
}

describe('an outbox with leases', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  function start() {
    const taken: Message[] = []
    const reads: StoredRange[] = []
    const state = { position: 0, isHeld: true, isKnown: true }
    const outbox = new Outbox({
      send: async (messages) => void taken.push(...messages),
      async read(_, range) {
        reads.push({ ...range })
        return { events: upTo(range.last, range.first).map(event), upTo: range.last, missing: 0 }
      },
      log: () => {},
      onGivenUp: () => {},
      onSaved: () => {},
      leases: {
        async confirm(channels) {
          if (!state.isKnown) throw new Error('away')
          return new Map(state.isHeld ? channels.map((name) => [name, { epoch, seq: state.position }]) : [])
        },
        abandon: () => {},
      },
    })
    const run = async () => {
      await vi.advanceTimersByTimeAsync(60_000)
      return taken.flatMap(numbersOf)
    }
    return { outbox, reads, state, run }
  }

  it('does not send what another server broadcast meanwhile', async () => {
    const { outbox, state, run } = start()
    state.position = 3
    outbox.add('logs', upTo(5).map(event), undefined, 0)
    expect(await run()).toEqual([4, 5])
    expect(outbox.size()).toEqual({ events: 0, characters: 0, channels: 0, calls: 0 })
  })

  it('does not send twice what it was told of twice', async () => {
    const { outbox, run } = start()
    outbox.addStored('logs', { epoch, first: 1, last: 3 })
    outbox.add('logs', upTo(4, 2).map(event), undefined, 0)
    outbox.addStored('logs', { epoch, first: 1, last: 4 })
    expect(await run()).toEqual(upTo(4))
  })

  it('reads what other servers stored between its own events, in order', async () => {
    const { outbox, reads, run } = start()
    outbox.add('logs', upTo(2).map(event), undefined, 0)
    outbox.add('logs', [event(5)], undefined, 0)
    outbox.add('logs', [event(8)], undefined, 0)
    expect(await run()).toEqual(upTo(8))
    expect(reads.map(({ first, last }) => [first, last])).toEqual([[3, 7]])
    expect(outbox.size()).toEqual({ events: 0, characters: 0, channels: 0, calls: 0 })
  })

  it('sends nothing while it does not know who has the lease, and all of it afterwards', async () => {
    const { outbox, state, run } = start()
    state.isKnown = false
    outbox.add('logs', upTo(3).map(event), undefined, 0)
    expect(await run()).toEqual([])
    state.isKnown = true
    expect(await run()).toEqual(upTo(3))
  })

  it('sends nothing of a channel whose lease another server has, and forgets it', async () => {
    const { outbox, state, run } = start()
    state.isHeld = false
    outbox.add('logs', upTo(3).map(event), undefined, 0)
    expect(await run()).toEqual([])
    expect(outbox.size()).toEqual({ events: 0, characters: 0, channels: 0, calls: 0 })
  })
})
