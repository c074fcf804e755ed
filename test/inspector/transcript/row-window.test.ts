import { describe, expect, it } from 'vitest'
import {
  lostRows,
  rowForKey,
  rowsInView,
  topThatShows,
} from '../../../src/inspector/transcript/row-window.ts'

const rows = (...keys: number[]) => keys.map((key) => ({ key }))

describe('the rendered rows of a long list', () => {
  it('are those in view and ten on each side, within the list', () => {
    expect(rowsInView({ top: 2400, height: 240 }, 24, 1000)).toEqual({ first: 90, last: 120 })
    expect(rowsInView({ top: 0, height: 240 }, 24, 1000)).toEqual({ first: 0, last: 20 })
    expect(rowsInView({ top: 2400, height: 240 }, 24, 105)).toEqual({ first: 90, last: 105 })
  })

  it('are scrolled to a row only as far as it needs', () => {
    const view = { top: 240, height: 240 }
    expect(topThatShows(view, 24, 12)).toBe(240)
    expect(topThatShows(view, 24, 9)).toBe(216)
    expect(topThatShows(view, 24, 20)).toBe(264)
  })

  it('stay where they are when the oldest are dropped', () => {
    expect(lostRows(rows(1, 2, 3), rows(3, 4))).toBe(2)
    expect(lostRows(rows(1, 2), rows(1, 2, 3))).toBe(0)
    expect(lostRows(rows(1, 2), [])).toBe(0)
  })

  it('are walked by keys, from the last one upwards without a selection', () => {
    expect(rowForKey('ArrowDown', -1, 5)).toBe(0)
    expect(rowForKey('ArrowUp', -1, 5)).toBe(4)
    expect(rowForKey('ArrowDown', 4, 5)).toBe(4)
    expect(rowForKey('PageUp', 14, 50)).toBe(4)
    expect(rowForKey('PageDown', 14, 20)).toBe(19)
    expect(rowForKey('Home', 3, 5)).toBe(0)
    expect(rowForKey('End', 3, 5)).toBe(4)
    expect(rowForKey('Enter', 3, 5)).toBeNull()
  })
})
