import { expect, it } from 'vitest'
import { EntryStore } from '../../../../src/client/log/store/entry-store.ts'
import { firstSeq, indexOfSeq, lowerBoundOfSeq } from '../../../../src/client/log/store/seq-search.ts'

function storeOf(seqs: readonly (number | null)[], dropped = 0): EntryStore {
  const store = new EntryStore()
  for (const seq of seqs) store.append({ seq, event: 'log', data: 'x', timestamp: 0 })
  if (dropped > 0) store.trim(seqs.length - dropped)
  return store
}

const cases: [name: string, seqs: (number | null)[], dropped: number][] = [
  ['nothing', [], 0],
  ['one', [5], 0],
  ['numbers with holes', [1, 2, 5, 6, 9, 20], 0],
  ['entries without numbers between them', [null, 1, null, null, 4, 5, null, 9, null], 0],
  ['entries without numbers only', [null, null, null], 0],
  ['several chunks', Array.from({ length: 3000 }, (_, row) => (row % 7 === 3 ? null : row * 2)), 0],
  ['several chunks of which the first is gone', Array.from({ length: 3000 }, (_, row) => row * 2), 1700],
  ['a beginning that is gone', [1, 2, 5, null, 9, 20], 2],
]

it.each(cases)('finds what stands in %s', (_name, seqs, dropped) => {
  const store = storeOf(seqs, dropped)
  const held = seqs.map((seq, index) => ({ seq, index })).slice(store.first)
  const numbered = held.filter((each): each is { seq: number; index: number } => each.seq !== null)
  expect(firstSeq(store)).toBe(numbered[0]?.seq ?? null)
  const newest = numbered.at(-1)?.seq ?? 0
  const step = Math.max(1, Math.floor(newest / 150))
  for (let seq = -1; seq <= newest + 2; seq += step) {
    const found = numbered.find((each) => each.seq >= seq)
    expect([seq, lowerBoundOfSeq(store, seq)]).toEqual([seq, found?.index ?? store.end])
    expect([seq, indexOfSeq(store, seq)]).toEqual([seq, found?.seq === seq ? found.index : null])
  }
})

it('finds from a place on, where numbers begin anew', () => {
  const store = storeOf([7, 8, 9, 1, 2, 3])
  expect([indexOfSeq(store, 2, 3), indexOfSeq(store, 8, 3), lowerBoundOfSeq(store, 1, 3)]).toEqual([
    4,
    null,
    3,
  ])
})
