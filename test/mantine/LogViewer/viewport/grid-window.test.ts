import { expect, it } from 'vitest'
import {
  type GridWindow,
  isSameWindow,
  windowBase,
} from '../../../../src/mantine/LogViewer/viewport/grid-window.ts'

const last: GridWindow = {
  start: 100,
  end: 120,
  lines: 20,
  origin: 1000,
  keyBase: 90,
  layoutVersion: 1,
  isFollowing: true,
  unfollowedAt: 0,
  isNearTop: false,
  isAtTop: false,
  hasRoom: false,
}

it('begins keys and tops at the first row when nothing was rendered before', () => {
  expect(windowBase(undefined, 7, 20, 70)).toEqual({ keyBase: 7, origin: 70 })
})

it.each([
  ['down', 110],
  ['up', 90],
])('keeps keys and tops after a scroll %s by half of the rows', (_direction, start) => {
  expect(windowBase(last, start, start + 20, 1010)).toEqual({ keyBase: 90, origin: 1000 })
})

it.each([
  ['down', 111],
  ['up', 89],
])('begins them again after a scroll %s by more than half of the rows', (_direction, start) => {
  expect(windowBase(last, start, start + 20, 1011)).toEqual({ keyBase: start, origin: 1011 })
})

it('begins them again when tops become too large', () => {
  expect(windowBase(last, 101, 121, 51_000)).toEqual({ keyBase: 90, origin: 1000 })
  expect(windowBase(last, 101, 121, 51_001)).toEqual({ keyBase: 101, origin: 51_001 })
})

it('windows are the same when every value is', () => {
  expect(isSameWindow({ ...last }, last)).toBe(true)
  for (const key of Object.keys(last) as (keyof GridWindow)[]) {
    const value = last[key]
    const other = { ...last, [key]: typeof value === 'boolean' ? !value : value + 1 }
    expect([key, isSameWindow(other, last)]).toEqual([key, false])
  }
})
