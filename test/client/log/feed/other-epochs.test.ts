import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { inOrder, type OtherArrival, OtherEpochs } from '../../../../src/client/log/feed/other-epochs.ts'

let epochs: OtherEpochs
beforeEach(() => {
  vi.useFakeTimers()
  epochs = new OtherEpochs()
})
afterEach(() => {
  vi.useRealTimers()
})

const arrival = (epoch: string, seq: number): OtherArrival => ({
  arrival: { seq, entry: { seq, event: 'log', data: null, timestamp: 0 } },
  epoch,
  at: performance.now(),
})
const ids = (others: readonly OtherArrival[]): string[] =>
  others.map((other) => `${other.epoch}${other.arrival.seq}`)

describe('events that wait for the epoch of the history', () => {
  it('are 10 000 at most; the oldest one makes room', () => {
    for (let seq = 1; seq <= 10_000; seq += 1) expect(epochs.wait(arrival('a', seq))).toEqual([])
    expect(ids(epochs.wait(arrival('a', 10_001)))).toEqual(['a1'])
    const taken = ids(epochs.takeOf('a'))
    expect([taken.length, taken[0], taken.at(-1)]).toEqual([10_000, 'a2', 'a10001'])
  })

  it('are taken up to a mark, once', () => {
    epochs.wait(arrival('a', 1))
    epochs.wait(arrival('b', 1))
    const { mark } = epochs
    epochs.wait(arrival('a', 2))
    expect(ids(epochs.takeBefore(mark, false))).toEqual(['a1', 'b1'])
    expect(ids(epochs.takeBefore(mark, false))).toEqual([])
    expect(ids(epochs.takeBefore(epochs.mark, false))).toEqual(['a2'])
  })

  it('wait for 15 s while the history fails', () => {
    vi.advanceTimersByTime(20_000)
    epochs.wait(arrival('a', 1))
    vi.advanceTimersByTime(1)
    epochs.wait(arrival('a', 2))
    vi.advanceTimersByTime(14_998)
    expect(ids(epochs.takeBefore(epochs.mark, true))).toEqual([])
    vi.advanceTimersByTime(1)
    expect(ids(epochs.takeBefore(epochs.mark, true))).toEqual(['a1'])
    expect(ids(epochs.takeBefore(epochs.mark, false))).toEqual(['a2'])
  })

  it('are taken by epoch', () => {
    for (const each of [arrival('a', 1), arrival('b', 1), arrival('a', 2)]) epochs.wait(each)
    expect(ids(epochs.takeOf(null))).toEqual([])
    expect(ids(epochs.takeOf('a'))).toEqual(['a1', 'a2'])
    expect(ids(epochs.takeOf('a'))).toEqual([])
    expect(ids(epochs.takeOf('b'))).toEqual(['b1'])
  })

  it.each([
    ['a', []],
    ['b', ['a1', 'a2']],
    ['c', ['a1', 'b1', 'a2']],
    ['never seen', ['a1', 'b1', 'a2', 'c1']],
  ])('of epochs that were seen before %s are taken', (epoch, taken) => {
    for (const each of [arrival('a', 1), arrival('b', 1), arrival('a', 2), arrival('c', 1)]) epochs.wait(each)
    expect(ids(epochs.takeOlder(epoch))).toEqual(taken)
  })

  it('are sorted by epoch in the order of their first events, and by number', () => {
    const others = [arrival('b', 2), arrival('a', 9), arrival('b', 1), arrival('a', 10)]
    expect(ids(inOrder(others))).toEqual(['b1', 'b2', 'a9', 'a10'])
  })
})

describe('former epochs', () => {
  it('are known by their last number until the log continues in them', () => {
    expect(epochs.lastOfFormer('a')).toBeNull()
    epochs.leave('a', 5)
    expect(epochs.lastOfFormer('a')).toBe(5)
    epochs.leave('a', 6)
    expect(epochs.enter('a')).toBe(6)
    expect(epochs.lastOfFormer('a')).toBeNull()
    expect(epochs.enter('a')).toBe(0)
  })

  it('are the eight that were left last', () => {
    for (let each = 1; each <= 8; each += 1) epochs.leave(`e${each}`, each)
    // Left again, so it is not the oldest.
    epochs.leave('e1', 10)
    expect(epochs.lastOfFormer('e2')).toBe(2)
    epochs.leave('e9', 9)
    const known = Array.from({ length: 9 }, (_, each) => epochs.lastOfFormer(`e${each + 1}`))
    expect(known).toEqual([10, null, 3, 4, 5, 6, 7, 8, 9])
  })
})

describe('the events of foreign epochs', () => {
  it('are shown once', () => {
    expect(epochs.isForeign('a')).toBe(false)
    expect(epochs.wasShown('a', 1)).toBe(false)
    expect(epochs.showForeign(arrival('a', 1))).toBe(true)
    expect(epochs.showForeign(arrival('a', 1))).toBe(false)
    expect(epochs.showForeign(arrival('b', 1))).toBe(true)
    expect(epochs.isForeign('a')).toBe(true)
    expect(epochs.wasShown('a', 1)).toBe(true)
    expect(epochs.wasShown('a', 2)).toBe(false)
    expect(epochs.wasShown('c', 1)).toBe(false)
    expect(epochs.wasShown(null, 1)).toBe(false)
  })

  it('are remembered by their last 10 000 numbers', () => {
    for (let seq = 1; seq <= 10_000; seq += 1) epochs.showForeign(arrival('a', seq))
    expect(epochs.wasShown('a', 1)).toBe(true)
    epochs.showForeign(arrival('a', 10_001))
    expect(epochs.wasShown('a', 1)).toBe(false)
    expect(epochs.wasShown('a', 2)).toBe(true)
  })

  it('are remembered for eight epochs', () => {
    for (let each = 1; each <= 8; each += 1) epochs.showForeign(arrival(`e${each}`, 1))
    expect(epochs.isForeign('e1')).toBe(true)
    epochs.showForeign(arrival('e9', 1))
    expect([epochs.isForeign('e1'), epochs.isForeign('e2')]).toEqual([false, true])
  })
})
