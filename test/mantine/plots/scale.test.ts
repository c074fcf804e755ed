import { expect, it } from 'vitest'
import { ticksOf, topOf, yOf } from '../../../src/mantine/plots/scale.ts'

it.each([
  [0, 1],
  [1, 1],
  [1.2, 2],
  [3, 3],
  [2300, 3000],
  [66, 80],
  [99, 100],
  [100, 100],
  [101, 200],
  [1_000_000, 1_000_000],
  [Number.MAX_SAFE_INTEGER, 1e16],
])('the axis of values up to %d ends at %d', (max, top) => {
  expect(topOf(max)).toBe(top)
})

it('ticks are whole numbers', () => {
  expect(ticksOf(1)).toEqual([1])
  expect(ticksOf(4)).toEqual([2, 4])
  expect(ticksOf(80)).toEqual([40, 80])
})

it('0 is at the bottom and the top of the axis at the top', () => {
  expect([yOf(0, 80), yOf(20, 80), yOf(80, 80)]).toEqual([100, 75, 0])
})
