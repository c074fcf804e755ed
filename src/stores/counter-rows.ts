import type { CounterBatch, CounterDelta, CounterQuery, CounterReport } from '../server/index.ts'
import { UserSketch } from './user-sketch.ts'

/** Lengths of the buckets of counters, ms. */
export const units = { minute: 60_000, day: 86_400_000 } as const

/** Number of buckets that are kept, including the current one; slightly more than a query may request. */
export const kept = { minute: 24 * 60 + 5, day: 367 } as const

/** How long writers and marks are kept, ms. */
export const writersKept = 2 * units.day

/** Number of days whose sketches one statement reads: 100 names of 2 KB each make 6 MB. */
export const daysAtOnce = 31

/** A row of counts to add. */
export type CountRow = [
  unit: number,
  bucket: number,
  group: string,
  name: string,
  label: string,
  sum: number,
  max: number,
]
/** A user of a name, and when they last caused it. */
export type UserRow = [group: string, name: string, label: string, user: string, minute: number]

/** The users of a name on a day. */
export interface DayUsers {
  day: number
  group: string
  name: string
  label: string
  users: Set<string>
}

/**
 * The rows of a batch without duplicate keys, sorted by key, so that two servers that lock the same rows do not
 * deadlock.
 */
export function rowsOf(
  { deltas }: CounterBatch,
  now: number,
): { counts: CountRow[]; users: UserRow[]; days: DayUsers[] } {
  const counts = new Map<string, CountRow>()
  const users = new Map<string, UserRow>()
  const days = new Map<string, DayUsers>()
  for (const delta of deltas) {
    const at = now - delta.age
    addCount(counts, 'minute', at, delta)
    addCount(counts, 'day', at, delta)
    if (delta.users.length > 0) addUsers(users, days, at, delta)
  }
  return { counts: sorted(counts), users: sorted(users), days: sorted(days) }
}

function addCount(
  rows: Map<string, CountRow>,
  unit: keyof typeof units,
  at: number,
  { group, name, label, sum, max }: CounterDelta,
): void {
  const bucket = Math.floor(at / units[unit])
  const key = JSON.stringify([units[unit], bucket, group, name, label])
  const [, , , , , sumSoFar, maxSoFar] = rows.get(key) ?? [0, 0, '', '', '', 0, 0]
  rows.set(key, [units[unit], bucket, group, name, label, sumSoFar + sum, Math.max(maxSoFar, max)])
}

function addUsers(
  rows: Map<string, UserRow>,
  days: Map<string, DayUsers>,
  at: number,
  { group, name, label, users }: CounterDelta,
): void {
  const minute = Math.floor(at / units.minute)
  const day = Math.floor(at / units.day)
  const dayKey = JSON.stringify([day, group, name, label])
  const ofDay = days.get(dayKey) ?? { day, group, name, label, users: new Set() }
  days.set(dayKey, ofDay)
  for (const user of users) {
    ofDay.users.add(user)
    const key = JSON.stringify([group, name, label, user])
    rows.set(key, [group, name, label, user, Math.max(minute, rows.get(key)?.[4] ?? minute)])
  }
}

function sorted<Row>(rows: Map<string, Row>): Row[] {
  return [...rows].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
}

/**
 * The sketch with the users of a day added; null when it already contains them. @param stored - undefined when there
 * is none
 */
export function sketchWith(stored: Uint8Array | undefined, { users }: DayUsers): Uint8Array | null {
  const sketch = new UserSketch()
  if (stored) sketch.merge(stored)
  let hasChanged = false
  for (const user of users) hasChanged = sketch.add(user) || hasChanged
  return hasChanged ? sketch.encode() : null
}

/** The buckets of a query. */
export function bucketsOf({ unit, last }: CounterQuery, now: number): { first: number; last: number } {
  const present = Math.floor(now / units[unit])
  return { first: present - Math.min(last, kept[unit]) + 1, last: present }
}

/** Numbers of users by name and by label. */
export interface UserCounts {
  ofName: Map<string, number>
  /** By {@link labelKey}. */
  ofLabel: Map<string, number>
}

export const labelKey = (name: string, label: string) => JSON.stringify([name, label])

/** The users of several days, from their sketches. */
export class MergedSketches {
  readonly #ofName = new Map<string, UserSketch>()
  readonly #ofLabel = new Map<string, UserSketch>()

  add(name: string, label: string, sketch: Uint8Array): void {
    merge(this.#ofName, name, sketch)
    merge(this.#ofLabel, labelKey(name, label), sketch)
  }

  counts(): UserCounts {
    return { ofName: counted(this.#ofName), ofLabel: counted(this.#ofLabel) }
  }
}

function merge(sketches: Map<string, UserSketch>, key: string, encoded: Uint8Array): void {
  const sketch = sketches.get(key) ?? new UserSketch()
  sketch.merge(encoded)
  sketches.set(key, sketch)
}

function counted(sketches: Map<string, UserSketch>): Map<string, number> {
  return new Map([...sketches].map(([key, sketch]) => [key, sketch.count()]))
}

/** Converts a number from either driver: PostgreSQL returns 64-bit numbers as strings. */
type Figure = number | string

export interface TotalRow {
  name: string
  label: string
  sum: Figure
  max: Figure
}

export interface SeriesRow {
  bucket: Figure
  sum: Figure
}

export interface PartRow {
  name: string
  back: Figure
  sum: Figure
}

export interface ReportRows {
  totals: readonly TotalRow[]
  series: readonly SeriesRow[]
  parts: readonly PartRow[] | undefined
}

/** Builds a report from rows. */
export function reportOf(
  { unit }: CounterQuery,
  now: number,
  { totals, series, parts }: ReportRows,
  { ofName, ofLabel }: UserCounts = { ofName: new Map(), ofLabel: new Map() },
): CounterReport {
  return {
    ...(parts && {
      parts: parts.map(({ name, back, sum }) => ({ name, back: Number(back), sum: Number(sum) })),
    }),
    now,
    totals: totals.map(({ name, label, sum, max }) => ({
      name,
      label,
      sum: Number(sum),
      max: Number(max),
      users: ofLabel.get(labelKey(name, label)) ?? 0,
    })),
    users: ofName,
    series: series.map(({ bucket, sum }) => ({ at: Number(bucket) * units[unit], sum: Number(sum) })),
  }
}
