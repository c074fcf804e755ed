import fc from 'fast-check'
import { expect, it } from 'vitest'
import { RowLayout, type RowRules } from '../../../../src/mantine/LogViewer/viewport/row-layout.ts'
import { lineListOf } from './line-list-of.ts'

const columns = 10

/** Each line as wide as its position says. */
const lines = (first: number, end: number, width = (position: number) => Math.abs(position * 7) % 35) =>
  lineListOf(first, end, width)

function rowsOf(position: number): number {
  return Math.max(1, Math.ceil((Math.abs(position * 7) % 35) / columns))
}

const rules: RowRules = { columns, measured: new Map(), extra: new Map(), guessRows: rowsOf }

it('each line starts after the rows before it, after lines were added and dropped', () => {
  const change = fc.record({
    dropped: fc.integer({ min: 0, max: 700 }),
    older: fc.integer({ min: 0, max: 700 }),
    added: fc.integer({ min: 0, max: 900 }),
  })
  fc.assert(
    fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
      let first = 0
      let end = 300
      const layout = new RowLayout(lines(first, end), rules)
      for (const { dropped, older, added } of changes) {
        first = Math.min(first + dropped, end - 1) - (dropped === 0 ? older : 0)
        end += added
        layout.update(lines(first, end))
      }
      let row = layout.top
      for (let position = first; position < end; position += 1) {
        expect(layout.rowOf(position)).toBe(row)
        expect(layout.positionAt(row)).toBe(position)
        row += rowsOf(position)
        expect(layout.positionAt(row - 1)).toBe(position)
      }
      expect(layout.bottom).toBe(row)
    }),
    { numRuns: 30 },
  )
})

it('rows keep their position while old lines are dropped and older ones are added', () => {
  const layout = new RowLayout(lines(0, 5000), rules)
  const before = layout.rowOf(4000)
  layout.update(lines(1234, 5000))
  expect(layout.rowOf(4000)).toBe(before)
  layout.update(lines(-800, 5000))
  expect(layout.rowOf(4000)).toBe(before)
})

it('a measured line has its measured rows', () => {
  const measured = new Map([[3, 1]])
  const layout = new RowLayout(lines(0, 10), { ...rules, measured })
  measured.set(3, 5)
  layout.refresh(3)
  expect(layout.rows(3)).toBe(5)
  expect(layout.rowOf(4) - layout.rowOf(3)).toBe(5)
})

it('lays out a million lines again for another width', () => {
  const widths = new Int32Array(1_000_000).map((_, position) => (position * 7) % 350)
  const list = {
    ...lines(0, 1_000_000),
    widths: (position: number, into: Int32Array) =>
      into.set(widths.subarray(position, position + into.length)),
  }
  const layout = new RowLayout(list, rules)
  const start = performance.now()
  layout.reset(list, { ...rules, columns: 80 })
  console.log(`a million lines laid out in ${(performance.now() - start).toFixed(1)} ms`)
  expect(layout.positionAt(layout.rowOf(777_777))).toBe(777_777)
})

it('estimates the rows of a line that must be measured, and cuts a very long line', () => {
  const widths = [5, -2 - 25, -1, -2, 1_000_000, -2 - 1_000_000]
  const list = lines(0, 6, (position) => widths[position] as number)
  const layout = new RowLayout(list, { ...rules, guessRows: () => 4 })
  expect(widths.map((_, position) => layout.rows(position))).toEqual([1, 4, 4, 1, 200, 200])
  layout.reset(list, { ...rules, columns: Infinity })
  expect(layout.bottom - layout.top).toBe(6)
})

it('wraps a line by its words, but estimates if thousands of lines change at once', () => {
  const words = { ...rules, guessRows: () => 4 }
  const layout = new RowLayout(
    lines(0, 3000, () => 25),
    words,
  )
  expect(layout.rows(10)).toBe(3)
  layout.update(lines(0, 3010, () => 25))
  expect([layout.rows(2999), layout.rows(3005)]).toEqual([3, 4])
})

it.each([[3], [4000]])('rows that are known otherwise hold among %i lines as well', (count) => {
  const measured = new Map([
    [1, 7],
    [2, 2],
  ])
  const extra = new Map([[2, 2]])
  const list = lines(0, count, () => 1)
  const layout = new RowLayout(list, { ...rules, measured, extra })
  expect([0, 1, 2].map((position) => layout.rows(position))).toEqual([1, 7, 4])
  expect(layout.bottom - layout.top).toBe(count + 9)
  expect(layout.positionAt(layout.rowOf(2))).toBe(2)
})

it('positions may grow beyond 32 bits', () => {
  const first = 2 ** 31 - 300
  const layout = new RowLayout(
    lines(first, first + 600, () => 1),
    rules,
  )
  layout.update(lines(first + 100, first + 900, () => 1))
  expect(layout.positionAt(layout.rowOf(2 ** 31 + 200))).toBe(2 ** 31 + 200)
  expect(layout.bottom - layout.top).toBe(800)
})
