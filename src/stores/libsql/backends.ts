import type Database from 'libsql'
import type { BackendChange, BackendStateStore, BackendWrite } from '../../server/index.ts'
import { backendState, day, newBackendState, statesOf } from '../backend-states.ts'
import type { BackendRow } from '../backend-states.ts'
import type { Transactions } from './transactions.ts'

/** Epoch ms by the clock of the database. */
const now = `CAST(unixepoch('subsec') * 1000 AS INTEGER)`

/** The states of the backends, in the same file as the events. */
export function libsqlBackends(
  database: Database.Database,
  { write, read }: Transactions,
): BackendStateStore {
  const select = database.prepare(
    `SELECT backend, version, out_of_quota_until - ${now} AS outOfQuotaFor, rests_until - ${now} AS restsFor,
       rests, failure, messages, errors
     FROM backends WHERE backend = ?`,
  )
  const create = database.prepare('INSERT OR IGNORE INTO backends (backend) VALUES (?)')
  const add = database.prepare(
    'UPDATE backends SET messages = messages + :messages, errors = errors + :errors WHERE backend = :backend',
  )
  const change = database.prepare(
    `UPDATE backends SET version = version + 1,
       out_of_quota_until = iif(:outOfQuota, (${now} / ${day} + 1) * ${day}, 0),
       rests_until = ${now} + :restsFor, rests = :rests, failure = :failure
     WHERE backend = :backend AND version = :version`,
  )
  const claim = database.prepare(
    `UPDATE backends SET version = version + 1, rests_until = ${now} + :restsFor
     WHERE backend = :backend AND version = :version AND rests_until <= ${now}`,
  )

  const states = (names: readonly string[]) =>
    statesOf(
      names,
      names.flatMap((name) => (select.get(name) as BackendRow | undefined) ?? []),
    )

  function attempt(
    statement: Database.Statement,
    values: Pick<BackendChange, 'backend' | 'version' | 'restsFor'>,
  ): BackendWrite {
    const { changes } = statement.run({ ...values, restsFor: Math.round(values.restsFor) })
    const row = select.get(values.backend) as BackendRow | undefined
    return { written: changes === 1, state: row ? backendState(row) : newBackendState(values.backend) }
  }

  return {
    read(counts) {
      const names = counts.map(({ backend }) => backend)
      const added = counts.filter(({ messages, errors }) => messages > 0 || errors > 0)
      if (added.length === 0) return read(() => states(names))
      return write(() => {
        for (const each of added) {
          create.run(each.backend)
          add.run({ ...each })
        }
        return states(names)
      })
    },
    write: ({ outOfQuota, failure, ...values }) =>
      write(() => {
        create.run(values.backend)
        const row = { ...values, outOfQuota: Number(outOfQuota), failure: failure && JSON.stringify(failure) }
        return attempt(change, row)
      }),
    claim: (backend, version, restsFor) => write(() => attempt(claim, { backend, version, restsFor })),
  }
}
