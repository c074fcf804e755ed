import { expect, it } from 'vitest'
import { SequenceTracker } from '../../../../src/client/log/feed/sequence-tracker.ts'

const arrival = (seq: number) => ({ seq, entry: null })
const seqs = (arrivals: readonly { seq: number }[]) => arrivals.map(({ seq }) => seq)

function waitingFor(...early: number[]): SequenceTracker {
  const tracker = new SequenceTracker(3)
  tracker.startAt(1)
  for (const seq of early) tracker.accept(arrival(seq))
  return tracker
}

it('as many events wait as may, and one more drops the one that came first', () => {
  const tracker = waitingFor(5, 4, 6)
  expect(tracker.waiting).toEqual([4, 5, 6])
  tracker.accept(arrival(7))
  expect(tracker.waiting).toEqual([4, 6, 7])
})

it('the earliest is the smallest that waits, in whatever order they came', () => {
  expect(waitingFor(5, 4, 6).earliest).toBe(4)
  expect(waitingFor(4, 6).earliest).toBe(4)
  expect(waitingFor().earliest).toBeNull()
  expect([waitingFor(4).isWaiting, waitingFor().isWaiting]).toEqual([true, false])
})

it('before the start is known everything waits, a repeat once', () => {
  const tracker = new SequenceTracker(3)
  for (const seq of [2, 1, 2]) expect(tracker.accept(arrival(seq))).toEqual([])
  expect(tracker.waiting).toEqual([1, 2])
  expect(seqs(tracker.continueAt(1))).toEqual([1, 2])
  expect([tracker.start, tracker.next]).toEqual([1, 3])
})

it('the start that was known first stays', () => {
  const tracker = waitingFor(4)
  tracker.startAt(9)
  expect([tracker.start, tracker.next]).toEqual([1, 1])
  expect(seqs(tracker.continueAt(4))).toEqual([4])
  expect([tracker.start, tracker.next, tracker.isWaiting]).toEqual([1, 5, false])
})

it('what was seen is dropped, also the very last', () => {
  const tracker = waitingFor()
  expect(seqs(tracker.accept(arrival(1)))).toEqual([1])
  expect(tracker.accept(arrival(1))).toEqual([])
  expect(tracker.isWaiting).toBe(false)
})
