import { levels } from 'react-pusher-kit'
import { expect, it } from 'vitest'
import { histogramPaths, pathHeight } from '../../../../src/mantine/LogViewer/timeline/histogram-paths.ts'

/** Of the 30 that the drawing is tall. */
const twoPixels = (2 / 30) * pathHeight

/** One slot per record of counts; the bars of each level in it. */
function bars(...slots: readonly Partial<Record<(typeof levels)[number], number>>[]) {
  const counts = new Uint32Array(slots.flatMap((slot) => levels.map((level) => slot[level] ?? 0)))
  const sums = slots.map((slot) => Object.values(slot).reduce((sum, count) => sum + count, 0))
  const paths = histogramPaths({
    start: 0,
    width: 1000,
    slots: slots.length,
    counts,
    most: Math.max(...sums),
    isWhole: true,
    before: 0,
    after: 0,
  })
  return (level: (typeof levels)[number], slot: number) => {
    const path = paths[levels.indexOf(level)] as string
    const bar = [...path.matchAll(/M([\d.]+) ([\d.]+)h[\d.]+v([\d.]+)/g)].find(
      ([, x]) => Math.floor(Number(x)) === slot,
    )
    return bar ? { top: Number(bar[2]), height: Number(bar[3]) } : null
  }
}

it('the fullest slot has the full height, and a share of its lines has at least that share of the height', () => {
  const bar = bars({ info: 1000 }, { info: 500, error: 500 })
  expect(bar('info', 0)).toEqual({ top: 0, height: pathHeight })
  const error = bar('error', 1)
  expect((error?.top ?? 0) + (error?.height ?? 0)).toBe(pathHeight)
  expect(error?.height).toBeGreaterThanOrEqual(pathHeight / 2)
})

it('a small outage and a single error stay visible beside a burst', () => {
  const bar = bars({ info: 2000 }, { info: 40, error: 80 }, { info: 100, error: 1 })
  expect(bar('error', 1)?.height).toBe(pathHeight / 5)
  expect(bar('info', 1)?.height).toBeGreaterThan(1)
  expect(bar('error', 2)?.height).toBeGreaterThanOrEqual(twoPixels)
})

it('draws a single error in a full slot at the bottom with a minimum height', () => {
  const error = bars({ info: 10_000, error: 1 }, {})('error', 0)
  expect(error?.height).toBeGreaterThanOrEqual(twoPixels)
  expect((error?.top ?? 0) + (error?.height ?? 0)).toBe(pathHeight)
})

it('more lines are never drawn lower, and no bar exceeds the chart', () => {
  const counts = [1, 2, 5, 10, 100, 1000, 10_000]
  const bar = bars(...counts.map((info) => ({ info, warn: 3, error: 2, fatal: 1 })))
  const tops = counts.map((_, slot) => bar('info', slot)?.top ?? Number.NaN)
  expect(tops).toEqual(tops.toSorted((a, b) => b - a))
  expect(Math.min(...tops)).toBe(0)
})
