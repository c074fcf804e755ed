import type { EventMetricsReport } from '../../index.ts'
import { countOf, isTime, recordsOf, textOf } from '../reports/clean.ts'

/** Maximum bars of a plot. */
const mostBars = 60
/** Length of the shortest bar, ms, and multiples of it. The smallest multiple that keeps within the maximum is used. */
const units = {
  minute: { ms: 60_000, lengths: [1, 2, 5, 10, 15, 30, 60] },
  day: { ms: 86_400_000, lengths: [1, 7, 30] },
} as const
/** Maximum minutes or days read from a report; the server sends 1 440. */
const mostPoints = 10_000

export interface Bar {
  /** Start of the bar, epoch ms. */
  at: number
  count: number
}

/** The series of a report as bars of equal length that start at round times. */
export function barsOf({ series }: EventMetricsReport): { bars: Bar[]; isOfDays: boolean } {
  const rows = recordsOf(series).slice(-mostPoints)
  const isOfDays = rows.some(({ day }) => day !== undefined)
  const points = rows
    .map(({ minute, day, count }) => ({ at: Date.parse(textOf(minute ?? day)), count: countOf(count) }))
    .filter(({ at }) => isTime(at))
  const { ms, lengths } = isOfDays ? units.day : units.minute
  const length =
    ms * (lengths.find((count) => points.length / count <= mostBars) ?? Math.ceil(points.length / mostBars))
  const counts = new Map<number, number>()
  for (const { at, count } of points) {
    const began = Math.floor(at / length) * length
    counts.set(began, (counts.get(began) ?? 0) + count)
  }
  return { bars: [...counts].map(([at, count]) => ({ at, count })), isOfDays }
}

export interface EventRow {
  key: string
  event: string
  count: number
  users: number
  /** Empty if the report has none. */
  series: number[]
}

/** The events of a report. */
export function rowsOf({ events }: EventMetricsReport): EventRow[] {
  return recordsOf(events).map(({ event, count, unique_users: users, series }, index) => ({
    key: `${index} ${textOf(event)}`,
    event: textOf(event),
    count: countOf(count),
    users: countOf(users),
    series: Array.isArray(series) ? series.slice(-100).map(countOf) : [],
  }))
}

/** The sort column of the table of events. */
export type EventOrder = 'event' | 'count' | 'users'

/** Sorts events. Events with the same value keep the order of the report. */
export function sorted(rows: readonly EventRow[], by: EventOrder, isDescending: boolean): EventRow[] {
  const sign = isDescending ? -1 : 1
  return rows.toSorted((a, b) => {
    if (a[by] === b[by]) return 0
    return a[by] < b[by] ? -sign : sign
  })
}
