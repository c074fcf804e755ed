import type { LineList } from '../state/line-list.ts'
import { clockDate, relativeTime } from './log-time.ts'

const times = new Float64Array(2)
const ranks = new Uint8Array(2)

/** The times of a line and of the one before it, epoch ms; null for the first line. */
function timesAt(list: LineList, position: number): readonly [before: number, time: number] | null {
  if (position <= list.first) return null
  list.stamps(position - 1, times, ranks)
  return [times[0] as number, times[1] as number]
}

/** The day that was asked for last. Most lines are of the same. */
let day = { from: 0, to: 0, utc: false }

function isInDay(time: number, utc: boolean): boolean {
  return day.utc === utc && time >= day.from && time < day.to
}

/** The date of a line whose day is another than that of the line before it, otherwise null. */
export function dateOfNewDay(list: LineList, position: number, utc: boolean): string | null {
  const pair = timesAt(list, position)
  if (!pair) return null
  const [before, time] = pair
  if (!isInDay(time, utc)) {
    const date = new Date(time)
    const from = utc ? date.setUTCHours(0, 0, 0, 0) : date.setHours(0, 0, 0, 0)
    const to = utc ? date.setUTCDate(date.getUTCDate() + 1) : date.setDate(date.getDate() + 1)
    day = { from, to, utc }
  }
  // NaN is in no day.
  return isInDay(before, utc) || Number.isNaN(day.from) || Number.isNaN(before) ? null : clockDate(time, utc)
}

/** Rows at the top of the rendered ones that have an age in any case: some of them are above the viewport. */
const agedRows = 3

/** The age of a line; empty where the line before it, of the rows from `start` on, has the same. */
export function ageAt(list: LineList, position: number, start: number, now: number): string {
  const pair = timesAt(list, position)
  const age = relativeTime(pair ? pair[1] : firstTime(list), now)
  return pair && position >= start + agedRows && relativeTime(pair[0], now) === age ? '' : age
}

function firstTime(list: LineList): number {
  const time = times.subarray(0, 1)
  list.stamps(list.first, time, ranks.subarray(0, 1))
  return time[0] as number
}
