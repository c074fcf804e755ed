import type { BackendStateStore, BackendWrite } from '../../server/index.ts'
import { backendState, day, newBackendState, statesOf } from '../backend-states.ts'
import type { BackendRow } from '../backend-states.ts'
import type { Connections } from './connections.ts'
import { databaseNow } from './cursors.ts'

const columns = `known.backend, version, out_of_quota_until - ${databaseNow} AS "outOfQuotaFor",
  rests_until - ${databaseNow} AS "restsFor", rests, failure, messages, errors`
const select = `SELECT ${columns} FROM rpk_backends AS known WHERE backend = ANY($1::text[])`
const add = `INSERT INTO rpk_backends AS known (backend, messages, errors)
  SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[])
  ON CONFLICT (backend) DO UPDATE SET
    messages = known.messages + excluded.messages, errors = known.errors + excluded.errors
  RETURNING ${columns}`
/** The next 00:00 UTC. */
const midnight = `(${databaseNow} / ${day} + 1) * ${day}`
const write = `INSERT INTO rpk_backends AS known
    (backend, version, out_of_quota_until, rests_until, rests, failure)
  SELECT $1::text, 1, CASE WHEN $3::boolean THEN ${midnight} ELSE 0 END, ${databaseNow} + $4::bigint, $5::integer, $6::text
  WHERE $2::bigint = 0 OR EXISTS (SELECT FROM rpk_backends WHERE backend = $1)
  ON CONFLICT (backend) DO UPDATE SET version = known.version + 1,
    out_of_quota_until = excluded.out_of_quota_until, rests_until = excluded.rests_until,
    rests = excluded.rests, failure = excluded.failure
  WHERE known.version = $2
  RETURNING ${columns}`
const claim = `UPDATE rpk_backends AS known SET version = version + 1, rests_until = ${databaseNow} + $3::bigint
  WHERE backend = $1 AND version = $2 AND rests_until <= ${databaseNow}
  RETURNING ${columns}`

/** Counts whose response was lost may have been added. */
const isSafe = () => false

/** The states of the backends, by the clock of the database. */
export function postgresBackends({ lease, write: addOnce }: Connections): BackendStateStore {
  async function read(names: readonly string[]) {
    const { rows } = await lease((client) => client.query<BackendRow>(select, [names]))
    return statesOf(names, rows)
  }

  async function attempt(sql: string, values: [backend: string, ...unknown[]]): Promise<BackendWrite> {
    const { rows } = await lease((client) => client.query<BackendRow>(sql, values))
    if (rows[0]) return { written: true, state: backendState(rows[0]) }
    const [state = newBackendState(values[0])] = await read([values[0]])
    return { written: false, state }
  }

  return {
    async read(counts) {
      const names = counts.map(({ backend }) => backend)
      // Sorted by name, so that two servers that lock the same rows do not deadlock.
      const added = counts
        .filter(({ messages, errors }) => messages > 0 || errors > 0)
        .toSorted((a, b) => (a.backend < b.backend ? -1 : 1))
      if (added.length === 0) return read(names)
      const values = [
        added.map(({ backend }) => backend),
        added.map(({ messages }) => messages),
        added.map(({ errors }) => errors),
      ]
      const { rows } = await addOnce((client) => client.query<BackendRow>(add, values), { isSafe })
      return added.length === names.length ? statesOf(names, rows) : read(names)
    },
    write: ({ backend, version, outOfQuota, restsFor, rests, failure }) =>
      attempt(write, [
        backend,
        version,
        outOfQuota,
        Math.round(restsFor),
        rests,
        failure && JSON.stringify(failure),
      ]),
    claim: (backend, version, restsFor) => attempt(claim, [backend, version, Math.round(restsFor)]),
  }
}
