import type { LineList } from '../state/line-list.ts'
import { clockDate, relativeTime } from './log-time.ts'

const times = new Float64Array(2)
const ranks = new Uint8Array(2)

/** The times of a line and the previous line, epoch ms; null for the first line. */
function timesAt(list: LineList, position: number): readonly [before: number, time: number] | null {
  if (position <= list.first) return null
  list.stamps(position - 1, times, ranks)
  return [times[0] as number, times[1] as number]
}

/** The day of the last call, cached because most lines have the same day. */
let day = { from: 0, to: 0, utc: false }

function isInDay(time: number, utc: boolean): boolean {
  return day.utc === utc && time >= day.from && time < day.to
}

/** The date of a line whose day differs from that of the previous line, otherwise null. */
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
  // NaN belongs to no day.
  return isInDay(before, utc) || Number.isNaN(day.from) || Number.isNaN(before) ? null : clockDate(time, utc)
}

/** Number of first rendered rows that always show an age, because some of them are above the viewport. */
const agedRows = 3

/** The age of a line; empty if the previous rendered line has the same age. `start` is the first rendered position. */
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
