import { expect, it } from 'vitest'
import type { Entry } from '../../../../src/client/log/event-log-types.ts'
import { EntryStore } from '../../../../src/client/log/store/entry-store.ts'
import { indexOfSeq, lowerBoundOfSeq } from '../../../../src/client/log/store/seq-search.ts'

function lineEntry(seq: number, text = `line ${seq}`): Entry {
  const timestamp = seq * 1000
  return {
    seq,
    event: 'log',
    data: { text, thread_id: 'main', level: 'info', timestamp: new Date(timestamp).toISOString() },
    timestamp,
  }
}

function storeOf(from: number, to: number): EntryStore {
  const store = new EntryStore()
  for (let seq = from; seq <= to; seq += 1) store.append(lineEntry(seq))
  return store
}

const seqsOf = (store: EntryStore): (number | null)[] =>
  Array.from({ length: store.size }, (_, row) => store.entry(store.first + row)?.seq ?? null)
const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, row) => from + row)

it('an entry comes out as it went in, whether columns or the payload keep it', () => {
  const store = new EntryStore()
  const entries: Entry[] = [
    lineEntry(1),
    { seq: null, event: 'progress', data: { percent: 40, nested: [1] }, timestamp: 5 },
    { seq: 2, event: 'log', data: 'a bare string', timestamp: 6 },
    { seq: 3, event: 'log', data: null, timestamp: 7 },
    { ...lineEntry(4), data: { ...(lineEntry(4).data as object), extra: true } },
    { seq: 5, event: 'log', data: { text: 'no time', level: 'warning', thread_id: 'x' }, timestamp: 8 },
    { seq: 6, event: 'log', data: { text: 'no time', level: 'warn', thread_id: 'x' }, timestamp: 8 },
    { seq: 7, event: 'log', data: { text: 'no thread', level: 'warn', timestamp: '' }, timestamp: 8 },
    { seq: 8, event: 'log', data: 'ends with a return\r', timestamp: 9 },
    { seq: 9, event: 'log', data: { text: 'so does this\r', level: 'info', thread_id: '' }, timestamp: 9 },
  ]
  for (const entry of entries) store.append(entry)
  expect(entries.map((_, index) => store.entry(index))).toEqual(entries)
})

it('what is beyond the capacity is dropped at the old end, counted, and absolute indices stay', () => {
  const store = storeOf(1, 5000)
  const kept = store.entry(4999)
  store.trim(1500)
  expect(store).toMatchObject({ size: 1500, first: 3500, end: 5000, dropped: 3500, total: 5000 })
  expect(store.entry(4999)).toEqual(kept)
  expect(store.entry(3499)).toBeUndefined()
  expect(store.counts.reduce((sum, count) => sum + count)).toBe(1500)
})

it('older entries go below the first, and leave every other index alone', () => {
  const store = storeOf(3001, 5000)
  store.trim(1000)
  store.insert(
    store.first,
    range(2001, 4000).map((seq) => lineEntry(seq)),
  )
  expect(seqsOf(store)).toEqual(range(2001, 5000))
  expect(store.revision).toBe(0)
  store.append(lineEntry(5001))
  expect(store.line(store.end - 1)?.seq).toBe(5001)
})

it('entries put in between move only what is older', () => {
  const store = storeOf(1, 2000)
  for (let seq = 4001; seq <= 5000; seq += 1) store.append(lineEntry(seq))
  const newest = store.entry(2500)
  store.insert(
    2000,
    range(2001, 4000).map((seq) => lineEntry(seq)),
  )
  expect(seqsOf(store)).toEqual(range(1, 5000))
  expect(store.entry(2500)).toEqual(newest)
  expect(store.revision).toBe(1)
})

it('numbers are found, also between entries without one', () => {
  const store = storeOf(1, 1000)
  for (let count = 0; count < 3000; count += 1) {
    store.append({ seq: null, event: 'other', data: {}, timestamp: 0 })
  }
  for (let seq = 1001; seq <= 1100; seq += 1) store.append(lineEntry(seq))
  expect(indexOfSeq(store, 1)).toBe(0)
  expect(indexOfSeq(store, 1000)).toBe(999)
  expect(indexOfSeq(store, 1001)).toBe(4000)
  expect(indexOfSeq(store, 1100)).toBe(4099)
  expect(indexOfSeq(store, 1101)).toBeNull()
  expect(lowerBoundOfSeq(store, 1101)).toBe(4100)
})

it('widths tell the columns of a line, and where only a measurement can, a guess', () => {
  const store = new EntryStore()
  const escape = String.fromCharCode(27)
  for (const text of ['plain', `${escape}[31mred${escape}[39m`, 'a\ttab', '漢字', 'two\nlines', '']) {
    store.append(lineEntry(1, text))
  }
  const widths = new Int32Array(6)
  store.widths(0, widths)
  expect([...widths]).toEqual([5, 3, -2 - 11, -2 - 4, -1, 0])
})

it('what is left of a Windows line break is no part of a line, and stays in its payload', () => {
  const store = new EntryStore()
  store.append(lineEntry(1, 'windows\r'))
  store.append(lineEntry(2, 'ten %\r20 %'))
  expect([store.line(0)?.text, store.line(1)?.text]).toEqual(['windows', 'ten %\r20 %'])
  expect(store.entry(0)).toEqual(lineEntry(1, 'windows\r'))
})

it('threads of which nothing is held are forgotten, and their numbers are used again', () => {
  const store = new EntryStore()
  for (let seq = 1; seq <= 5000; seq += 1) {
    const data = { text: 'x', thread_id: `request-${seq}` }
    store.append({ seq, event: 'log', data, timestamp: 0 })
    store.trim(10)
  }
  expect(store.threads.words).toHaveLength(10)
  expect(store.threadCounts.length).toBeLessThan(12)
  expect(store.line(store.end - 1)?.thread).toBe('request-5000')
  const before = store.threads.words
  store.append({ seq: 5001, event: 'log', data: { text: 'x', thread_id: 'request-5000' }, timestamp: 0 })
  expect(store.threads.words).toBe(before)
})
