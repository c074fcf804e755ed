import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type LineList } from '../../../../src/mantine/LogViewer/state/line-list.ts'
import { slotWidth } from '../../../../src/mantine/LogViewer/timeline/slot-width.ts'
import { type HistogramData, TimeSlots } from '../../../../src/mantine/LogViewer/timeline/time-slots.ts'

/** Lines `first` to `end`, at a time that their position says; every tenth is an error. */
function lines(first: number, end: number, timeOf: (position: number) => number): LineList {
  return {
    first,
    end,
    linesFrom: (position) => end - position,
    indexAt: (position) => position,
    positionOf: (index) => index,
    has: () => true,
    repeats: () => 1,
    widths: () => {},
    stamps: (position, times, ranks) => {
      for (let row = 0; row < times.length; row += 1) {
        times[row] = timeOf(position + row)
        ranks[row] = rankOf(position + row)
      }
    },
  }
}

const rankOf = (position: number): number => (position % 10 === 0 ? 4 : 2)
const whole = { mostSlots: 100, since: undefined, until: undefined, deadline: Infinity }

/** What a count of every line gives for the same slots. */
function countedAgain(
  { start, width, slots }: HistogramData,
  list: LineList,
  timeOf: (at: number) => number,
) {
  const counts = new Uint32Array(slots * 6)
  for (let position = list.first; position < list.end; position += 1) {
    const slot = Math.floor((timeOf(position) - start) / width)
    if (slot >= 0 && slot < slots) counts[slot * 6 + rankOf(position)]! += 1
  }
  return counts
}

it('counts every line in its slot and level after lines were added and dropped', () => {
  const change = fc.record({ dropped: fc.nat(3000), older: fc.nat(1500), added: fc.nat(4000) })
  fc.assert(
    fc.property(fc.array(change, { maxLength: 6 }), fc.integer({ min: 1, max: 5000 }), (changes, gap) => {
      const timeOf = (position: number): number => 1_700_000_000_000 + position * gap
      const slots = new TimeSlots()
      let [first, end] = [0, 500]
      for (const { dropped, older, added } of [{ dropped: 0, older: 0, added: 0 }, ...changes]) {
        end += added
        first = Math.min(end - 1, first + dropped) - (dropped === 0 ? older : 0)
        const list = lines(first, end, timeOf)
        const picture = slots.histogram(list, whole)
        expect(picture?.isWhole).toBe(true)
        expect(picture?.slots).toBeLessThanOrEqual(101)
        expect(picture?.counts).toEqual(countedAgain(picture as HistogramData, list, timeOf))
        expect(picture?.counts.reduce((sum, count) => sum + count)).toBe(end - first)
      }
    }),
    { numRuns: 40 },
  )
})

it('slots have round widths', () => {
  expect(slotWidth(60_000, 100)).toBe(1000)
  expect(slotWidth(3_600_000, 200)).toBe(30_000)
  expect(slotWidth(86_400_000, 200)).toBe(600_000)
  expect(slotWidth(0, 100)).toBe(1)
})

it('a line with a wrong clock does not reduce the others to one bar', () => {
  const now = 1_700_000_000_000
  const timeOf = (position: number): number =>
    position === 500 ? 0 : position === 700 ? Number.NaN : now + position * 10
  const picture = new TimeSlots().histogram(lines(0, 1000, timeOf), whole)
  expect(picture).toMatchObject({ start: now, width: 100, slots: 100 })
  expect(picture?.counts.reduce((sum, count) => sum + count)).toBe(998)
})

it.each([
  ['first', (position: number) => position === 0],
  ['last', (position: number) => position === 999],
  ['some', (position: number) => position >= 500 && position < 508],
])('%s with the date of a year ago is counted beside the picture', (_which, isOld) => {
  const now = 1_700_000_000_000
  const timeOf = (position: number): number => (isOld(position) ? now - 31_536_000_000 : now + position * 10)
  const picture = new TimeSlots().histogram(lines(0, 1000, timeOf), whole)
  const old = Array.from({ length: 1000 }, (_, position) => position).filter(isOld).length
  expect(picture).toMatchObject({ start: now, width: 100, before: old, after: 0 })
  expect(picture?.counts.reduce((sum, count) => sum + count)).toBe(1000 - old)
})

it('counts lines of the next year outside the range, but includes lines of a sparse log', () => {
  const now = 1_700_000_000_000
  const ahead = (position: number): number => (position === 7 ? now + 31_536_000_000 : now + position)
  expect(new TimeSlots().histogram(lines(0, 20, ahead), whole)).toMatchObject({ before: 0, after: 1 })
  const oneOld = (position: number): number =>
    position === 70 ? now - 31_536_000_000 : now + position * 7_200_000
  expect(new TimeSlots().histogram(lines(0, 100, oneOld), whole)).toMatchObject({ before: 1, after: 0 })
  const sparse = (position: number): number => now + position * 7_200_000
  const picture = new TimeSlots().histogram(lines(0, 3000, sparse), whole)
  expect(picture).toMatchObject({ before: 0, after: 0 })
  expect(picture?.counts.reduce((sum, count) => sum + count)).toBe(3000)
})

it('includes two groups of lines that are a day apart', () => {
  const timeOf = (position: number): number => (position < 3 ? 0 : 86_400_000) + position
  const picture = new TimeSlots().histogram(lines(0, 10, timeOf), whole)
  expect(picture?.counts.reduce((sum, count) => sum + count)).toBe(10)
})

it('is null without lines, supports one line, and covers the whole time range', () => {
  const timeOf = (position: number): number => 5000 + position
  expect(new TimeSlots().histogram(lines(0, 0, timeOf), whole)).toBeNull()
  expect(new TimeSlots().histogram(lines(0, 1, timeOf), whole)).toMatchObject({ most: 1, start: 5000 })
  const zoomed = { ...whole, since: 0, until: 100_000 }
  expect(new TimeSlots().histogram(lines(0, 100, timeOf), zoomed)).toMatchObject({
    start: 0,
    width: 1000,
    slots: 100,
  })
})

it('a histogram of one block is whole in one call, however late it is', () => {
  const list = lines(0, 200, (position) => 1_700_000_000_000 + position)
  const { isWhole } = new TimeSlots().histogram(list, { ...whole, deadline: 0 }) as HistogramData
  expect(isWhole).toBe(true)
})

it('the next call counts the lines that remain at the deadline', () => {
  const timeOf = (position: number): number => position
  const list = lines(0, 100_000, timeOf)
  const slots = new TimeSlots()
  let turns = 0
  let picture = slots.histogram(list, { ...whole, deadline: 0 })
  while (picture && !picture.isWhole) {
    picture = slots.histogram(list, { ...whole, deadline: 0 })
    turns += 1
  }
  expect(turns).toBeGreaterThan(90)
  expect(picture?.counts.reduce((sum, count) => sum + count)).toBe(100_000)
})
