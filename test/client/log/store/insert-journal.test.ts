import { expect, it } from 'vitest'
import { Boundary, InsertJournal } from '../../../../src/client/log/store/insert-journal.ts'

it('an index moves down with what is inserted above it, and not with what is inserted below', () => {
  const journal = new InsertJournal()
  journal.add(10, 3)
  journal.add(5, 2)
  expect([9, 10, 11].map((index) => journal.indexNow(index, 0))).toEqual([6, 10, 11])
  expect([7, 8].map((index) => journal.indexNow(index, 0))).toEqual([2, 5])
  expect([4, 5].map((index) => journal.indexNow(index, 1))).toEqual([2, 5])
  expect(journal.indexNow(4, 2)).toBe(4)
})

it('1000 insertions are remembered, and an index from before them is not known', () => {
  const journal = new InsertJournal()
  for (let count = 0; count < 1000; count += 1) journal.add(100, 1)
  expect([journal.length, journal.indexNow(50, 0)]).toEqual([1000, -950])
  journal.add(100, 1)
  expect(journal.length).toBe(1001)
  expect([journal.indexNow(50, 0), journal.indexNow(50, 1)]).toEqual([null, -950])
})

it('a boundary stays after the entry before it', () => {
  const journal = new InsertJournal()
  const boundary = new Boundary(journal, 10)
  expect(boundary.index).toBe(10)
  // At the boundary: the entry before it moves, and the new ones stand after it.
  journal.add(10, 4)
  expect(boundary.index).toBe(6)
  // Above it, and below it.
  journal.add(3, 2)
  expect(boundary.index).toBe(6)
  journal.add(8, 1)
  expect(boundary.index).toBe(5)
  expect(boundary.index).toBe(5)
})

it('a boundary that nobody asked for during 1001 insertions is lost', () => {
  const journal = new InsertJournal()
  const [asked, forgotten] = [new Boundary(journal, 50), new Boundary(journal, 50)]
  for (let count = 0; count < 1001; count += 1) {
    journal.add(100, 1)
    expect(asked.index).toBe(49 - count)
  }
  expect(forgotten.index).toBeNull()
})
