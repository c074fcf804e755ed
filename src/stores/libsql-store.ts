import Database from 'libsql'
import type { AppendRequest, AppendResult, EventStore, HistoryPage, Retention } from '../server/index.ts'
import { historyPage } from '../server/index.ts'
import { historySql, storedEvent } from './history-sql.ts'
import type { EventRow } from './history-sql.ts'
import { migrate } from './libsql-schema.ts'

/** Options of {@link libsqlStore}. */
export interface LibsqlStoreOptions {
  /** The database file, made when it is not there; its folder must exist. `:memory:` for none. */
  file: string
}

interface Numbers {
  first_seq: number | null
  last_seq: number
}

/** ms that a writer waits for another process on the same file. */
const busyTimeout = 5000
/** ms that an idempotency key is remembered. */
const keyLifetime = 24 * 60 * 60_000

/**
 * An {@link EventStore} in one SQLite file. Several processes may share the file.
 *
 * @throws `Error` when the file cannot be opened
 * @example
 * ```ts
 * import { createPusherServer } from 'react-pusher-kit/server'
 *
 * const store = libsqlStore({ file: '.data/events.db' })
 * const server = createPusherServer({ authenticate: () => null, store })
 * ```
 */
export function libsqlStore({ file }: LibsqlStoreOptions): EventStore {
  const database = new Database(file)
  database.pragma(`busy_timeout = ${busyTimeout}`)
  database.pragma('journal_mode = WAL')
  // A commit survives the end of the process; only a power cut may take the last ones.
  database.pragma('synchronous = NORMAL')
  migrate(database, crypto.randomUUID().slice(0, 8))
  const { epoch } = database.prepare('SELECT epoch FROM store').get() as { epoch: string }

  const takeNumbers = database.prepare(
    `INSERT INTO channels (name, last_seq) VALUES (?, ?)
     ON CONFLICT (name) DO UPDATE SET last_seq = last_seq + excluded.last_seq RETURNING last_seq`,
  )
  const insertEvent = database.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)')
  const knownAppend = database.prepare(
    'SELECT first_seq, last_seq FROM appends WHERE channel = ? AND key = ?',
  )
  const insertAppend = database.prepare('INSERT INTO appends VALUES (?, ?, ?, ?, ?)')
  const channelNumbers = database.prepare(
    `SELECT last_seq, (SELECT MIN(seq) FROM events WHERE channel = name) AS first_seq
     FROM channels WHERE name = ?`,
  )

  const append = database.transaction((request: AppendRequest): AppendResult => {
    const { channel, events, idempotencyKey: key } = request
    const known = key === undefined ? undefined : (knownAppend.get(channel, key) as Numbers | undefined)
    if (known) return { epoch, firstSeq: known.first_seq ?? 1, lastSeq: known.last_seq, repeated: true }
    const now = Date.now()
    const { last_seq: lastSeq } = takeNumbers.get(channel, events.length) as Numbers
    const firstSeq = lastSeq - events.length + 1
    for (const [index, { event, threadId = null, data, timestamp }] of events.entries()) {
      insertEvent.run(channel, firstSeq + index, event, threadId, JSON.stringify(data), timestamp, now)
    }
    if (key !== undefined) insertAppend.run(channel, key, firstSeq, lastSeq, now)
    return { epoch, firstSeq, lastSeq, repeated: false }
  })

  const history = database.transaction((query: Parameters<EventStore['history']>[0]): HistoryPage => {
    const numbers = channelNumbers.get(query.channel) as Numbers | undefined
    const lastSeq = numbers?.last_seq ?? 0
    const { sql, values } = historySql(query, 'events', () => '?')
    const rows = database.prepare(sql).all(...values) as EventRow[]
    const firstSeq = numbers?.first_seq ?? lastSeq + 1
    return historyPage(query, { epoch, firstSeq, lastSeq }, rows.map(storedEvent))
  })

  const prune = database.transaction(({ maxAge, maxCount }: Retention): number => {
    const now = Date.now()
    database.prepare('DELETE FROM appends WHERE stored_at < ?').run(now - keyLifetime)
    const byAge = database.prepare('DELETE FROM events WHERE stored_at < ?')
    const byCount = database.prepare(
      'DELETE FROM events WHERE seq <= (SELECT last_seq FROM channels WHERE name = channel) - ?',
    )
    const aged = maxAge === undefined ? 0 : byAge.run(now - maxAge).changes
    return aged + (maxCount === undefined ? 0 : byCount.run(maxCount).changes)
  })

  return {
    append: async (request) => append.immediate(request),
    history: async (query) => history.deferred(query),
    prune: async (retention) => prune.immediate(retention),
    check: async () => void database.prepare('SELECT 1').get(),
    close: async () => void database.close(),
  }
}
