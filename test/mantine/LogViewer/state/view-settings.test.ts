import { expect, it } from 'vitest'
import { shortCount } from '../../../../src/mantine/LogViewer/line/short-count.ts'
import { lineGrid, type ViewSettings } from '../../../../src/mantine/LogViewer/state/view-settings.ts'

const settings: ViewSettings = {
  wrap: true,
  timestamps: 'absolute',
  utc: true,
  numbers: true,
  collapse: true,
  histogram: true,
  density: 'comfortable',
}

it.each([
  [42, '×42'],
  [999, '×999'],
  [1280, '×1.3K'],
  [12_345, '×12K'],
  [999_949, '×1M'],
  [1_250_000, '×1.3M'],
])('%i equal lines are %s', (count, text) => {
  expect(shortCount(count)).toBe(text)
})

it('the longest count of repeated lines has five columns', () => {
  const longest = [1, 42, 999, 1280, 9990, 12_345, 999_499, 9_900_000, 120_000_000].map(shortCount)
  expect(Math.max(...longest.map((text) => text.length))).toBe(5)
})

it('counts the columns between the bookmark icon and the end padding', () => {
  const needs = { threadColumns: 8, repeatColumns: 5, largestNumber: 99 }
  const { number, time, level, repeats, thread, text } = lineGrid(728, 7, settings, needs)
  expect([thread, repeats]).toEqual([8, 5])
  expect(number + time + level + repeats + thread + text + 1).toBe(100)
})
