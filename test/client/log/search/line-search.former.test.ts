import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Entry, LogQuery } from '../../../../src/client/log/event-log-types.ts'
import { LineSearch } from '../../../../src/client/log/search/line-search.ts'
import { EntryStore } from '../../../../src/client/log/store/entry-store.ts'

const entries = (from: number, to: number): Entry[] =>
  Array.from({ length: to - from + 1 }, (_, row) => ({
    seq: from + row,
    event: 'log',
    data: { text: `line ${from + row}` },
    timestamp: 0,
  }))

function storeOf(from: number, to: number): EntryStore {
  const store = new EntryStore()
  for (const entry of entries(from, to)) store.append(entry)
  return store
}

function searchAll(store: EntryStore, query: LogQuery, former: LineSearch | null = null): LineSearch {
  const search = new LineSearch(
    store,
    query,
    former && {
      query: former.query,
      hits: former.hits,
      searchedFrom: former.searchedFrom,
      searchedTo: former.searchedTo,
      revision: store.revision,
    },
  )
  search.forward()
  expect(search.backward(Infinity)).toBe(true)
  return search
}

const seqsOf = (store: EntryStore, { hits }: LineSearch) =>
  Array.from({ length: hits.size }, (_, row) => store.line(hits.at(hits.first + row))?.seq)

const matching = (from: number, to: number, text: string) =>
  entries(from, to)
    .filter(({ data }) => (data as { text: string }).text.includes(text))
    .map(({ seq }) => seq)

afterEach(() => void vi.restoreAllMocks())

describe('a search that begins with the hits of a wider one', () => {
  it.each([1, 1024, 1025, 1026, 3000])('looks at all %i of them', (count) => {
    const store = storeOf(1, count)
    const former = searchAll(store, { text: 'line' })
    const search = searchAll(store, { text: 'line 1' }, former)
    expect(seqsOf(store, search)).toEqual(matching(1, count, 'line 1'))
  })

  it('looks at older lines that were loaded since, and at newer ones', () => {
    const store = storeOf(2000, 5000)
    const former = searchAll(store, { text: 'line' })
    store.insert(store.first, entries(1, 1999))
    for (const entry of entries(5001, 5200)) store.append(entry)
    const search = searchAll(store, { text: '1' }, former)
    expect(seqsOf(store, search)).toEqual(matching(1, 5200, '1'))
  })

  it('leaves out lines that were dropped since', () => {
    const store = storeOf(1, 5000)
    const former = searchAll(store, { text: 'line' })
    store.trim(1500)
    const search = searchAll(store, { text: '1' }, former)
    expect(seqsOf(store, search)).toEqual(matching(3501, 5000, '1'))
  })
})

it('a search stops at its deadline, after one chunk at least', () => {
  const store = storeOf(1, 5000)
  const search = new LineSearch(store, {}, null)
  vi.spyOn(performance, 'now').mockReturnValue(5)
  expect(search.backward(5)).toBe(false)
  const { size } = search.hits
  expect(size).toBeGreaterThan(0)
  expect(search.backward(4)).toBe(false)
  expect(search.hits.size).toBeGreaterThan(size)
  expect(search.backward(6)).toBe(true)
  expect(search.hits.size).toBe(5000)
})
