import type { PoolClient } from 'pg'
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
import type { DayUsers, PartRow, UserCounts } from '../counter-rows.ts'
import { inTransaction } from './connections.ts'
import type { Connections } from './connections.ts'
import { databaseNow } from './cursors.ts'

/** A total has no bucket, and an entry of the series has no name. */
interface CountedRow {
  now: string
  bucket: number | null
  name: string | null
  label: string | null
  sum: string
  max: string
}

interface UserCountRow {
  name: string
  label: string
  users: string
}

interface SketchRow {
  day: number
  counter: string
  name: string
  label: string
  sketch: Uint8Array
}

const takeNumber = `INSERT INTO rpk_count_writers AS known VALUES ($1, $2, ${databaseNow})
  ON CONFLICT (writer) DO UPDATE SET batch = excluded.batch, written_at = excluded.written_at
  WHERE known.batch < excluded.batch RETURNING written_at AS now`
const addCounts = `INSERT INTO rpk_counts AS known
  SELECT * FROM unnest($1::integer[], $2::integer[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[])
  ON CONFLICT (unit, bucket, counter, name, label)
  DO UPDATE SET total = known.total + excluded.total, peak = greatest(known.peak, excluded.peak)`
const addUsers = `INSERT INTO rpk_count_users AS known
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::integer[])
  ON CONFLICT (counter, name, label, user_hash)
  DO UPDATE SET minute = excluded.minute WHERE known.minute < excluded.minute`
const keys = 'unnest($1::integer[], $2::text[], $3::text[], $4::text[]) AS key (day, counter, name, label)'
const isKey = `known.day = key.day AND known.counter = key.counter AND known.name = key.name
  AND known.label = key.label`
const findSketches = `SELECT known.* FROM rpk_count_sketches AS known JOIN ${keys} ON ${isKey}`
const makeSketches = `INSERT INTO rpk_count_sketches SELECT key.*, ''::bytea FROM ${keys} ON CONFLICT DO NOTHING`
const lockSketches = `${findSketches} ORDER BY known.day, known.counter, known.name, known.label FOR UPDATE OF known`
const setSketches = `UPDATE rpk_count_sketches AS known SET sketch = key.sketch
  FROM unnest($1::integer[], $2::text[], $3::text[], $4::text[], $5::bytea[])
    AS key (day, counter, name, label, sketch) WHERE ${isKey}`

/**
 * The totals by name and label, then the series, with the clock in each row; a single row with the clock if there are
 * no counts.
 */
const selectCounts = `WITH clock AS (SELECT ${databaseNow} AS now), counted AS (
    SELECT bucket, name, label, sum(total) AS sum, max(peak) AS max FROM rpk_counts, clock
    WHERE unit = $1 AND bucket BETWEEN now / $1 - $2 + 1 AND now / $1 AND counter = $3
    GROUP BY GROUPING SETS ((name, label), (bucket)))
  SELECT now, counted.* FROM clock LEFT JOIN counted ON true ORDER BY bucket`
const inRange = 'unit = $1 AND bucket BETWEEN $2 AND $3 AND counter = $4'
const selectParts = `SELECT name, ($3 - bucket) / $5::integer AS back, sum(total) AS sum FROM rpk_counts
  WHERE ${inRange} AND name IN (SELECT name FROM rpk_counts WHERE ${inRange}
    GROUP BY name ORDER BY sum(total) DESC, name COLLATE "C" LIMIT $6)
  GROUP BY name, back`
const users = 'FROM rpk_count_users WHERE counter = $1 AND minute >= $2'
const usersOfNames = `SELECT name, '' AS label, count(DISTINCT user_hash) AS users ${users} GROUP BY name`
const usersOfLabels = `SELECT name, label, count(*) AS users ${users} GROUP BY name, label`
const selectSketches = `SELECT name, label, sketch FROM rpk_count_sketches
  WHERE day BETWEEN $1 AND $2 AND counter = $3`

const setMark = `INSERT INTO rpk_count_marks VALUES ($1, $2, ${databaseNow}) ON CONFLICT DO NOTHING`
const holderOfMark = 'SELECT writer FROM rpk_count_marks WHERE mark = $1'

/** Number of rows that one statement deletes. */
const slice = 2000
const drop = (table: string, key: string, isOld: string) =>
  `DELETE FROM ${table} WHERE (${key}) IN (SELECT ${key} FROM ${table} WHERE ${isOld} LIMIT ${slice})`
const oldest = (unit: keyof typeof units) => `${databaseNow} / ${units[unit]} - ${kept[unit]}`
const countKey = 'unit, bucket, counter, name, label'
const drops = [
  drop('rpk_counts', countKey, `unit = ${units.minute} AND bucket <= ${oldest('minute')}`),
  drop('rpk_counts', countKey, `unit = ${units.day} AND bucket <= ${oldest('day')}`),
  drop('rpk_count_users', 'counter, name, label, user_hash', `minute <= ${oldest('minute')}`),
  drop('rpk_count_sketches', 'day, counter, name, label', `day <= ${oldest('day')}`),
  drop('rpk_count_writers', 'writer', `written_at < ${databaseNow} - ${writersKept}`),
  drop('rpk_count_marks', 'mark', `marked_at < ${databaseNow} - ${writersKept}`),
]

/** Counters, in the database of the events and by its clock. */
export function postgresCounters({
  write,
  read,
}: Connections): CounterStore & { prune: () => Promise<void> } {
  return {
    // A batch that is repeated after a lost response has a number that is already stored.
    add: (batch) => write((client) => inTransaction(client, 'BEGIN', () => addBatch(client, batch))),
    read: (query) =>
      read((client) =>
        query.users || query.parts ? reportOfOneMoment(client, query) : report(client, query),
      ),
    first: (mark, writer) =>
      write(async (client) => {
        await client.query(setMark, [mark, writer])
        const { rows } = await client.query<{ writer: string }>(holderOfMark, [mark])
        return rows[0]?.writer === writer
      }),
    async prune() {
      for (const sql of drops) {
        while ((await write(async (client) => (await client.query(sql)).rowCount)) === slice);
      }
    },
  }
}

async function addBatch(client: PoolClient, batch: CounterBatch): Promise<void> {
  const taken = await client.query<{ now: string }>(takeNumber, [batch.writer, batch.number])
  const [row] = taken.rows
  if (!row) return
  const { counts, users: userRows, days } = rowsOf(batch, Number(row.now))
  if (userRows.length > 0) await client.query(addUsers, columnsOf(userRows, 5))
  if (days.length > 0) await addSketches(client, days)
  // Last, because all servers write these rows.
  await client.query(addCounts, columnsOf(counts, 7))
}

/** Locks and writes only the sketches that change, because most users were counted before. */
async function addSketches(client: PoolClient, days: readonly DayUsers[]): Promise<void> {
  const found = await storedSketches(client, findSketches, days)
  const changing = days.filter((ofDay) => sketchWith(found.get(keyOf(ofDay)), ofDay))
  if (changing.length === 0) return
  await client.query(makeSketches, keyColumns(changing))
  const locked = await storedSketches(client, lockSketches, changing)
  const changed = changing.flatMap((ofDay) => {
    const sketch = sketchWith(locked.get(keyOf(ofDay)), ofDay)
    return sketch ? [{ ofDay, sketch: Buffer.from(sketch) }] : []
  })
  const values = keyColumns(changed.map(({ ofDay }) => ofDay))
  await client.query(setSketches, [...values, changed.map(({ sketch }) => sketch)])
}

async function storedSketches(
  client: PoolClient,
  sql: string,
  days: readonly DayUsers[],
): Promise<Map<string, Uint8Array>> {
  const { rows } = await client.query<SketchRow>(sql, keyColumns(days))
  return new Map(rows.map((row) => [keyOf({ ...row, group: row.counter }), row.sketch]))
}

function keyOf({ day, group, name, label }: Pick<DayUsers, 'day' | 'group' | 'name' | 'label'>): string {
  return JSON.stringify([day, group, name, label])
}

function keyColumns(days: readonly DayUsers[]): unknown[] {
  return columnsOf(
    days.map(({ day, group, name, label }) => [day, group, name, label]),
    4,
  )
}

/** Converts rows to one array per column. */
function columnsOf(rows: readonly (readonly unknown[])[], count: number): unknown[][] {
  return Array.from({ length: count }, (_, column) => rows.map((row) => row[column]))
}

/** Runs all statements on one snapshot. */
function reportOfOneMoment(client: PoolClient, query: CounterQuery): Promise<CounterReport> {
  return inTransaction(client, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', () => report(client, query))
}

async function report(client: PoolClient, query: CounterQuery): Promise<CounterReport> {
  const { group, unit } = query
  const { rows } = await client.query<CountedRow>(selectCounts, [units[unit], query.last, group])
  const now = Number(rows[0]?.now)
  const { first, last } = bucketsOf(query, now)
  const totals = rows.flatMap(({ name, label, sum, max }) =>
    name === null || label === null ? [] : [{ name, label, sum, max }],
  )
  const series = rows.flatMap(({ bucket, sum }) => (bucket === null ? [] : [{ bucket, sum }]))
  const counts = query.users ? await userCounts(client, query, first, last) : undefined
  const parts =
    query.parts &&
    (await client.query<PartRow>(selectParts, [
      units[unit],
      first,
      last,
      group,
      query.parts.length,
      query.parts.names,
    ]))
  return reportOf(query, now, { totals, series, parts: parts?.rows }, counts)
}

async function userCounts(
  client: PoolClient,
  { group, unit }: CounterQuery,
  first: number,
  last: number,
): Promise<UserCounts> {
  if (unit === 'minute') {
    const ofName = await client.query<UserCountRow>(usersOfNames, [group, first])
    const ofLabel = await client.query<UserCountRow>(usersOfLabels, [group, first])
    return {
      ofName: new Map(ofName.rows.map((row) => [row.name, Number(row.users)])),
      ofLabel: new Map(ofLabel.rows.map((row) => [labelKey(row.name, row.label), Number(row.users)])),
    }
  }
  const merged = new MergedSketches()
  for (let day = first; day <= last; day += daysAtOnce) {
    const upTo = Math.min(last, day + daysAtOnce - 1)
    const { rows } = await client.query<SketchRow>(selectSketches, [day, upTo, group])
    for (const { name, label, sketch } of rows) merged.add(name, label, sketch)
  }
  return merged.counts()
}
