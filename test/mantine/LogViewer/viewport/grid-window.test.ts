import { expect, it } from 'vitest'
import {
  type GridWindow,
  isSameWindow,
  windowBase,
} from '../../../../src/mantine/LogViewer/viewport/grid-window.ts'

const keys = Array.from({ length: 20 }, (_, row) => row)

const last: GridWindow = {
  start: 100,
  end: 120,
  lines: 20,
  origin: 1000,
  keys,
  layoutVersion: 1,
  isFollowing: true,
  unfollowedAt: 0,
  isNearTop: false,
  isAtTop: false,
  hasRoom: false,
}

it('starts keys and tops at the first row at the first render', () => {
  expect(windowBase(undefined, 7, 10, 70)).toEqual({ keys: [0, 1, 2], origin: 70 - 10_000 })
})

it('rows that enter at the bottom reuse the keys of rows that left at the top', () => {
  expect(windowBase(last, 102, 122, 11_010)).toEqual({ keys: [...keys.slice(2), 0, 1], origin: 1000 })
  expect(windowBase(last, 102, 123, 11_010)).toEqual({ keys: [...keys.slice(2), 0, 1, 20], origin: 1000 })
  expect(windowBase(last, 102, 121, 11_010)).toEqual({ keys: [...keys.slice(2), 0], origin: 1000 })
})

it('rows that enter at the top get new keys', () => {
  expect(windowBase(last, 98, 118, 11_010)).toEqual({ keys: [20, 21, ...keys.slice(0, 18)], origin: 1000 })
})

it('returns the same array of keys while the rows do not change', () => {
  expect(windowBase(last, 100, 120, 11_010).keys).toBe(last.keys)
  expect(windowBase(last, 500, 520, 11_010).keys).toBe(last.keys)
})

it.each([
  ['down', 110],
  ['up', 90],
])('keeps tops after a scroll %s by half of the rows', (_direction, start) => {
  expect(windowBase(last, start, start + 20, 11_010).origin).toBe(1000)
})

it.each([
  ['down', 111],
  ['up', 89],
])('begins tops again after a scroll %s by more than half of the rows', (_direction, start) => {
  expect(windowBase(last, start, start + 18, 11_011)).toEqual({ keys: keys.slice(0, 18), origin: 1011 })
})

it('starts tops again when they become too large, or too small to scroll up', () => {
  expect(windowBase(last, 101, 121, 51_000).origin).toBe(1000)
  expect(windowBase(last, 101, 121, 51_001)).toEqual({ keys, origin: 41_001 })
  expect(windowBase(last, 101, 121, 6000).origin).toBe(1000)
  expect(windowBase(last, 101, 121, 5999)).toEqual({ keys, origin: -4001 })
})

it('windows are equal if all values are equal', () => {
  expect(isSameWindow({ ...last }, last)).toBe(true)
  for (const key of Object.keys(last) as (keyof GridWindow)[]) {
    const value = last[key]
    const changed = typeof value === 'boolean' ? !value : typeof value === 'number' ? value + 1 : [...value]
    const other = { ...last, [key]: changed }
    expect([key, isSameWindow(other, last)]).toEqual([key, false])
  }
})
