import { expect, it } from 'vitest'
import { barsPath, dotsPath, linePath } from '../../../src/mantine/plots/paths.ts'

it('bars stand on the bottom, and the least is seen', () => {
  expect(barsPath([0, 50, 1], 1000)).toBe('M1.1 100V95h.8V100ZM2.1 100V98.5h.8V100Z')
})

it('a line is interrupted where there is no value', () => {
  const points = [
    [0, 1],
    [1, 2],
    [2, null],
    [3, 4],
    [4, 5],
  ] as const
  expect(linePath(points)).toBe('M0 1L1 2M3 4L4 5')
})

it('a point alone is a dot', () => {
  expect(linePath([[0, null]])).toBe('')
  expect(dotsPath([[0, null]])).toBe('')
  const points = [
    [0, 3],
    [1, null],
    [2, 4],
    [3, null],
    [4, 5],
    [5, 6],
  ] as const
  expect(dotsPath(points)).toBe('M0 3h0M2 4h0')
  expect(linePath(points)).toBe('M0 3h0M2 4h0M4 5L5 6')
})
