import { beforeEach, afterEach, describe, expect, it, vi } from 'vitest'
import type { Entry, EventLog } from '../../../../src/client/log/event-log-types.ts'
import { createEventLog } from '../../../../src/client/log/local-log.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Levels in turn, the error last. */
const levelOf = (seq: number): string => (seq % 3 === 0 ? 'error' : seq % 3 === 1 ? 'info' : 'warn')

function entryOf(seq: number): Entry {
  return { seq, event: 'log', data: { text: `line ${seq}`, level: levelOf(seq) }, timestamp: seq }
}

function logWith(count: number, capacity = 100_000) {
  const log = createEventLog({ capacity })
  let seq = 0
  const add = (more: number): void => {
    for (const last = seq + more; seq < last;) {
      seq += 1
      log.append(entryOf(seq))
    }
  }
  add(count)
  return { log, add }
}

const seqsOf = (log: EventLog): (number | null)[] => log.slice().map(({ seq }) => seq)

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, row) => from + row)

describe('a paused reader', () => {
  it('keeps its entries until the log holds twice its capacity', () => {
    const { log, add } = logWith(10, 10)
    log.pause()
    add(10)
    expect(seqsOf(log)).toEqual(range(1, 10))
    expect(log.getSnapshot()).toMatchObject({ paused: true, size: 10, pending: 10, dropped: 0 })
    add(1)
    expect(seqsOf(log)).toEqual(range(2, 10))
    expect(log.getSnapshot()).toMatchObject({ size: 9, pending: 11, dropped: 1 })
  })

  it('is empty once all of its entries are dropped', () => {
    const { log, add } = logWith(5, 5)
    log.pause()
    add(20)
    expect(log.getSnapshot()).toMatchObject({ size: 0, pending: 10, first: 15, paused: true })
    expect([log.at(0), log.at(-1), log.indexOf(20)]).toEqual([undefined, undefined, null])
  })

  it('that resumes has the newest entries, as many as the capacity', () => {
    const { log, add } = logWith(10, 10)
    log.pause()
    add(8)
    log.resume()
    expect(seqsOf(log)).toEqual(range(9, 18))
    expect(log.getSnapshot()).toMatchObject({ paused: false, pending: 0, dropped: 8 })
  })

  it('that pauses again has the entries since then, and one resume ends both pauses', () => {
    const { log, add } = logWith(10, 10)
    log.pause()
    add(2)
    log.pause()
    expect(log.getSnapshot()).toMatchObject({ size: 12, pending: 0 })
    log.resume()
    add(1)
    expect(seqsOf(log)).toEqual(range(4, 13))
  })

  it('finds the number of an entry that it shows, and no later one', () => {
    const { log, add } = logWith(3)
    log.pause()
    add(1)
    expect([1, 3, 4].map((seq) => log.indexOf(seq))).toEqual([0, 2, null])
    expect([log.at(2)?.seq, log.at(3), log.at(-3)?.seq, log.at(-4)]).toEqual([3, undefined, 1, undefined])
  })
})

describe('a reader that clears', () => {
  it('sees later entries only, until it undoes that', () => {
    const { log, add } = logWith(3)
    log.clear()
    expect(log.getSnapshot()).toMatchObject({ size: 0, cleared: 3, first: 3 })
    add(2)
    expect(seqsOf(log)).toEqual([4, 5])
    expect([3, 4].map((seq) => log.indexOf(seq))).toEqual([null, 3])
    log.undoClear()
    expect(seqsOf(log)).toEqual([1, 2, 3, 4, 5])
    expect(log.getSnapshot().cleared).toBe(0)
  })

  it('does not count cleared entries that were dropped since', () => {
    const { log, add } = logWith(5, 5)
    log.clear()
    add(3)
    expect(log.getSnapshot()).toMatchObject({ cleared: 2, size: 3 })
    add(3)
    expect(log.getSnapshot()).toMatchObject({ cleared: 0, size: 5 })
  })

  it('while it is paused stays paused and empty', () => {
    const { log, add } = logWith(3)
    log.pause()
    add(2)
    log.clear()
    expect(log.getSnapshot()).toMatchObject({ size: 0, cleared: 3, pending: 2, paused: true })
    log.resume()
    expect(seqsOf(log)).toEqual([4, 5])
  })

  it('sees everything again when it asks for older entries, and not when it no longer shows them', async () => {
    const { log } = logWith(3)
    log.clear()
    log.releaseOlder()
    expect(log.getSnapshot().size).toBe(0)
    await log.loadOlder()
    expect(seqsOf(log)).toEqual([1, 2, 3])
  })

  it('sees everything again when it seeks a cleared entry, and not for one that it shows', async () => {
    const { log, add } = logWith(3)
    log.clear()
    add(1)
    expect(await log.seek(4)).toBe(3)
    expect(log.getSnapshot().size).toBe(1)
    await log.seek(2)
    expect(log.getSnapshot().size).toBe(4)
  })
})

describe('the counts of the levels', () => {
  /** Per level: trace, debug, info, warn, error, fatal. */
  function countsOf(from: number, to: number): number[] {
    const names = range(from, to).map(levelOf)
    const count = (name: string): number => names.filter((each) => each === name).length
    return [0, 0, count('info'), count('warn'), count('error'), 0]
  }

  it('are those of the shown entries, of several thousand too', () => {
    const { log, add } = logWith(1500)
    expect(log.getSnapshot().counts).toEqual(countsOf(1, 1500))
    log.clear()
    add(2500)
    expect(log.getSnapshot().counts).toEqual(countsOf(1501, 4000))
    log.pause()
    add(100)
    expect(log.getSnapshot().counts).toEqual(countsOf(1501, 4000))
    log.undoClear()
    expect(log.getSnapshot().counts).toEqual(countsOf(1, 4000))
  })

  it('of a paused log leave out dropped entries', () => {
    const { log, add } = logWith(2000, 2000)
    log.pause()
    add(3500)
    expect(log.getSnapshot().counts).toEqual(countsOf(1501, 2000))
  })

  it('of an earlier snapshot stay as they were', () => {
    const { log, add } = logWith(3)
    const { counts } = log.getSnapshot()
    add(1)
    expect(counts).toEqual(countsOf(1, 3))
    expect(log.getSnapshot().counts).toEqual(countsOf(1, 4))
  })
})
