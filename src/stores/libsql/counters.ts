import { setImmediate as nextTurn } from 'node:timers/promises'
import type Database from 'libsql'
import type { CounterBatch, CounterQuery, CounterReport, CounterStore } from '../../server/index.ts'
import {
  bucketsOf,
  daysAtOnce,
  kept,
  labelKey,
  MergedSketches,
  reportOf,
  rowsOf,
  sketchWith,
  units,
  writersKept,
} from '../counter-rows.ts'
import type { DayUsers, PartRow, SeriesRow, TotalRow, UserCounts } from '../counter-rows.ts'
import type { Transactions } from './transactions.ts'

interface UserCountRow {
  name: string
  label: string
  users: number
}

/** The driver cannot return every blob, so they are read as hexadecimal digits. */
interface SketchRow {
  name: string
  label: string
  hex: string
}

/** Number of rows that one transaction deletes. Other transactions can run between two of them. */
const slice = 1000
/** Uses the clock of the machine, which all processes on a file share, whatever `now` option a process has. */
const now = `CAST(unixepoch('subsec') * 1000 AS INTEGER)`
const column = (index: number) => `json_extract(value, '$[${index}]')`
const columns = (count: number) => Array.from({ length: count }, (_, index) => column(index)).join(', ')

/** Counters, in the same file as the events. */
export function libsqlCounters(
  database: Database.Database,
  { write, read }: Transactions,
): CounterStore & { prune: () => Promise<void> } {
  const clock = database.prepare(`SELECT ${now} AS now`)
  const takeNumber = database.prepare(
    `INSERT INTO count_writers AS known VALUES (?, ?, ${now}) ON CONFLICT (writer) DO UPDATE
     SET batch = excluded.batch, written_at = excluded.written_at WHERE known.batch < excluded.batch`,
  )
  // `WHERE true`, because the parser would otherwise take ON for that of a join.
  const addCounts = database.prepare(
    `INSERT INTO counts SELECT ${columns(7)} FROM json_each(?) WHERE true
     ON CONFLICT DO UPDATE SET total = total + excluded.total, peak = max(peak, excluded.peak)`,
  )
  const addUsers = database.prepare(
    `INSERT INTO count_users AS known SELECT ${columns(5)} FROM json_each(?) WHERE true
     ON CONFLICT DO UPDATE SET minute = excluded.minute WHERE known.minute < excluded.minute`,
  )
  const oneSketch = database.prepare(
    'SELECT hex(sketch) AS hex FROM count_sketches WHERE day = ? AND counter = ? AND name = ? AND label = ?',
  )
  const setSketch = database.prepare('INSERT OR REPLACE INTO count_sketches VALUES (?, ?, ?, ?, ?)')
  const range = 'unit = ? AND bucket BETWEEN ? AND ? AND counter = ?'
  const totals = database.prepare(
    `SELECT name, label, sum(total) AS sum, max(peak) AS max FROM counts WHERE ${range} GROUP BY name, label`,
  )
  const series = database.prepare(
    `SELECT bucket, sum(total) AS sum FROM counts WHERE ${range} GROUP BY bucket ORDER BY bucket`,
  )
  const parts = database.prepare(
    `SELECT name, CAST((? - bucket) / ? AS INTEGER) AS back, sum(total) AS sum FROM counts WHERE ${range} AND name IN (
       SELECT name FROM counts WHERE ${range} GROUP BY name ORDER BY sum(total) DESC, name LIMIT ?)
     GROUP BY name, back`,
  )
  const users = 'FROM count_users WHERE counter = ? AND minute >= ?'
  const usersOfNames = database.prepare(
    `SELECT name, '' AS label, count(DISTINCT user) AS users ${users} GROUP BY name`,
  )
  const usersOfLabels = database.prepare(
    `SELECT name, label, count(*) AS users ${users} GROUP BY name, label`,
  )
  const sketches = database.prepare(
    'SELECT name, label, hex(sketch) AS hex FROM count_sketches WHERE day BETWEEN ? AND ? AND counter = ?',
  )
  const setMark = database.prepare(`INSERT OR IGNORE INTO count_marks VALUES (?, ?, ${now})`)
  const holderOfMark = database.prepare('SELECT writer FROM count_marks WHERE mark = ?')
  const drop = (table: string, key: string, isOld: string) =>
    database.prepare(
      `DELETE FROM ${table} WHERE (${key}) IN (SELECT ${key} FROM ${table} WHERE ${isOld} LIMIT ${slice})`,
    )
  const oldest = (unit: keyof typeof units) => `${now} / ${units[unit]} - ${kept[unit]}`
  const countKey = 'unit, bucket, counter, name, label'
  const drops = [
    drop('counts', countKey, `unit = ${units.minute} AND bucket <= ${oldest('minute')}`),
    drop('counts', countKey, `unit = ${units.day} AND bucket <= ${oldest('day')}`),
    drop('count_users', 'counter, name, label, user', `minute <= ${oldest('minute')}`),
    drop('count_sketches', 'day, counter, name, label', `day <= ${oldest('day')}`),
    drop('count_writers', 'writer', `written_at < ${now} - ${writersKept}`),
    drop('count_marks', 'mark', `marked_at < ${now} - ${writersKept}`),
  ]
  const time = () => (clock.get() as { now: number }).now

  function addSketch(ofDay: DayUsers): void {
    const { day, group, name, label } = ofDay
    const stored = oneSketch.get(day, group, name, label) as Pick<SketchRow, 'hex'> | undefined
    const sketch = sketchWith(stored && Buffer.from(stored.hex, 'hex'), ofDay)
    if (sketch) setSketch.run(day, group, name, label, Buffer.from(sketch))
  }

  function add(batch: CounterBatch): void {
    if (takeNumber.run(batch.writer, batch.number).changes === 0) return
    const rows = rowsOf(batch, time())
    addCounts.run(JSON.stringify(rows.counts))
    if (rows.users.length > 0) addUsers.run(JSON.stringify(rows.users))
    for (const ofDay of rows.days) addSketch(ofDay)
  }

  function countsOfMinutes(group: string, first: number): UserCounts {
    const ofName = usersOfNames.all(group, first) as UserCountRow[]
    const ofLabel = usersOfLabels.all(group, first) as UserCountRow[]
    return {
      ofName: new Map(ofName.map((row) => [row.name, row.users])),
      ofLabel: new Map(ofLabel.map((row) => [labelKey(row.name, row.label), row.users])),
    }
  }

  /** Processes a few days per turn of the event loop. */
  async function countsOfDays(group: string, first: number, last: number): Promise<UserCounts> {
    const merged = new MergedSketches()
    for (let day = first; day <= last; day += daysAtOnce) {
      const upTo = Math.min(last, day + daysAtOnce - 1)
      const from = day
      const rows = await read(() => sketches.all(from, upTo, group) as SketchRow[])
      for (const { name, label, hex } of rows) merged.add(name, label, Buffer.from(hex, 'hex'))
    }
    return merged.counts()
  }

  async function report(query: CounterQuery): Promise<CounterReport> {
    const { group, unit, users: withUsers = false } = query
    const { at, first, last, ...rows } = await read(() => {
      const present = time()
      const buckets = bucketsOf(query, present)
      const values = [units[unit], buckets.first, buckets.last, group]
      return {
        at: present,
        ...buckets,
        totals: totals.all(...values) as TotalRow[],
        series: series.all(...values) as SeriesRow[],
        parts:
          query.parts &&
          (parts.all(buckets.last, query.parts.length, ...values, ...values, query.parts.names) as PartRow[]),
        minutes: withUsers && unit === 'minute' ? countsOfMinutes(group, buckets.first) : undefined,
      }
    })
    const days = withUsers && unit === 'day' ? await countsOfDays(group, first, last) : undefined
    return reportOf(query, at, rows, rows.minutes ?? days)
  }

  return {
    add: (batch) => write(() => add(batch)),
    read: report,
    first: (mark, writer) =>
      write(() => {
        setMark.run(mark, writer)
        return (holderOfMark.get(mark) as { writer: string }).writer === writer
      }),
    async prune() {
      for (const statement of drops) {
        while ((await write(() => statement.run().changes)) === slice) await nextTurn()
      }
    },
  }
}
