import { afterEach, expect, it, vi } from 'vitest'
import { defaultLogViewerLabels } from '../../../../src/mantine/LogViewer/log-viewer-labels.ts'
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

it('a picture of one day tells times, in ms where its slots are that short', () => {
  const hours = picture(at(21, 9), minute, 120)
  expect([edgeTime(hours, 0, true), edgeTime(hours, 120, true)]).toEqual(['09:00:00', '11:00:00'])
  expect(edgeTime(picture(at(21, 9), 100, 50), 1, true)).toBe('09:00:00.100')
})

it('a picture of several days tells which one', () => {
  const days = picture(at(21, 12), 30 * minute, 100)
  expect(edgeTime(days, 0, true)).toBe('2026-11-21 12:00')
  expect(edgeTime(days, 100, true)).toBe('2026-11-23 14:00')
  const words = (from: number, to: number): string =>
    slotText(days, { from, to }, defaultLogViewerLabels, true)
  expect(words(2, 3)).toBe('2026-11-21 13:00 – 14:00: 0 lines')
  expect(words(0, 99)).toBe('2026-11-21 12:00 – 2026-11-23 14:00: 0 lines')
})

it('two hours around midnight are two days, but only for those who live there', () => {
  const night = picture(at(21, 23), minute, 120)
  expect(edgeTime(night, 0, true)).toBe('2026-11-21 23:00')
  vi.spyOn(Date.prototype, 'getDate').mockReturnValue(22)
  vi.spyOn(Date.prototype, 'getHours').mockReturnValue(8)
  expect(edgeTime(night, 0, false)).toBe('08:00:00')
})

it('a picture that ends at midnight is one of one day', () => {
  expect(edgeTime(picture(at(21, 22), minute, 120), 120, true)).toBe('00:00:00')
})

it('a range of times on the chip tells its days where it has several', () => {
  expect(timeRange(at(21, 9), at(21, 10), true)).toBe('09:00:00 – 10:00:00')
  expect(timeRange(at(21, 9), at(22, 0), true)).toBe('09:00:00 – 00:00:00')
  expect(timeRange(at(19, 9), at(21, 10), true)).toBe('2026-11-19 09:00 – 2026-11-21 10:00')
})

it('a range that is open on one side tells the day of the other', () => {
  expect(timeRange(at(20, 9), undefined, true)).toBe('2026-11-20 09:00:00 – …')
  expect(timeRange(undefined, at(21, 10), true)).toBe('… – 2026-11-21 10:00:00')
})

it('a time that no calendar has breaks nothing', () => {
  expect(timeRange(-1e300, at(21, 10), true)).toContain('2026-11-21 10:00')
})
