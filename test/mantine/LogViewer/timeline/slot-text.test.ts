import { afterEach, expect, it, vi } from 'vitest'
import { defaultPartLabels } from '../../../../src/mantine/LogViewer/part-labels.ts'
import { edgeTime, slotText } from '../../../../src/mantine/LogViewer/timeline/slot-text.ts'
import { timeRange } from '../../../../src/mantine/LogViewer/timeline/time-range.ts'
import type { HistogramData } from '../../../../src/mantine/LogViewer/timeline/time-slots.ts'

const minute = 60_000
const at = (day: number, hours: number, minutes = 0): number => Date.UTC(2026, 10, day, hours, minutes)

function picture(start: number, width: number, slots: number): HistogramData {
  return {
    start,
    width,
    slots,
    counts: new Uint32Array(slots * 6),
    most: 0,
    isWhole: true,
    before: 0,
    after: 0,
  }
}

afterEach(() => {
  vi.restoreAllMocks()
})

it('a histogram of one day shows times, with ms for short slots', () => {
  const hours = picture(at(21, 9), minute, 120)
  expect([edgeTime(hours, 0, true), edgeTime(hours, 120, true)]).toEqual(['09:00:00', '11:00:00'])
  expect(edgeTime(picture(at(21, 9), 100, 50), 1, true)).toBe('09:00:00.100')
})

it('a histogram of several days shows dates', () => {
  const days = picture(at(21, 12), 30 * minute, 100)
  expect(edgeTime(days, 0, true)).toBe('2026-11-21 12:00')
  expect(edgeTime(days, 100, true)).toBe('2026-11-23 14:00')
  const words = (from: number, to: number): string => slotText(days, { from, to }, defaultPartLabels, true)
  expect(words(2, 3)).toBe('2026-11-21 13:00 – 14:00: 0 lines')
  expect(words(0, 99)).toBe('2026-11-21 12:00 – 2026-11-23 14:00: 0 lines')
})

it('two hours around midnight span two days only in the time zone of the reader', () => {
  const night = picture(at(21, 23), minute, 120)
  expect(edgeTime(night, 0, true)).toBe('2026-11-21 23:00')
  vi.spyOn(Date.prototype, 'getDate').mockReturnValue(22)
  vi.spyOn(Date.prototype, 'getHours').mockReturnValue(8)
  expect(edgeTime(night, 0, false)).toBe('08:00:00')
})

it('a histogram that ends at midnight spans one day', () => {
  expect(edgeTime(picture(at(21, 22), minute, 120), 120, true)).toBe('00:00:00')
})

it('the chip shows dates if the range spans several days', () => {
  expect(timeRange(at(21, 9), at(21, 10), true)).toBe('09:00:00 – 10:00:00')
  expect(timeRange(at(21, 9), at(22, 0), true)).toBe('09:00:00 – 00:00:00')
  expect(timeRange(at(19, 9), at(21, 10), true)).toBe('2026-11-19 09:00 – 2026-11-21 10:00')
})

it('an open range shows the date of its other end', () => {
  expect(timeRange(at(20, 9), undefined, true)).toBe('2026-11-20 09:00:00 – …')
  expect(timeRange(undefined, at(21, 10), true)).toBe('… – 2026-11-21 10:00:00')
})

it('accepts an invalid time', () => {
  expect(timeRange(-1e300, at(21, 10), true)).toContain('2026-11-21 10:00')
})
