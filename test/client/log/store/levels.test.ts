import { expect, it } from 'vitest'
import { levels } from '../../../../src/client/log/event-log-types.ts'
import { levelAt, levelMask, levelRank } from '../../../../src/client/log/store/levels.ts'

it.each<[level: unknown, expected: string]>([
  ['error', 'error'],
  [' WARNING\n', 'warn'],
  ['Emergency', 'fatal'],
  ['unheard of', 'info'],
  ['', 'info'],
  [null, 'info'],
  [undefined, 'info'],
  [{}, 'info'],
  [Number.NaN, 'info'],
  [-30, 'info'],
  [0, 'info'],
  [0.9, 'info'],
  [1, 'trace'],
  [10, 'trace'],
  [19, 'trace'],
  [20, 'debug'],
  [29.9, 'debug'],
  [30, 'info'],
  [40, 'warn'],
  [50, 'error'],
  [59, 'error'],
  [60, 'fatal'],
  [1000, 'fatal'],
])('%j is the level %s', (level, expected) => {
  expect(levelAt(levelRank(level))).toBe(expected)
})

it('a mask has a bit for each wanted level, and all without a wish', () => {
  const bit = (level: (typeof levels)[number]) => 1 << levels.indexOf(level)
  expect(levelMask(['error', 'warn'])).toBe(bit('error') | bit('warn'))
  expect(levelMask([])).toBe(0)
  expect(levelMask(undefined)).toBe(levelMask(levels))
})
