import type {
  AppendRequest,
  AppendResult,
  EventStore,
  StoredHistoryPage,
  HistoryQuery,
} from '../../server/index.ts'
import type { KnownAppend } from '../../server/internal.ts'
import { leaseLifetime, newEpochId, repeatedAppend } from '../../server/internal.ts'
import { assertText } from '../assert-text.ts'
import { pageOf, pageRead } from '../history-sql.ts'
import type { EventRow } from '../history-sql.ts'
import { libsqlCounters } from './counters.ts'
import { libsqlBackends } from './backends.ts'
import { isFreeLease, libsqlCursors } from './cursors.ts'
import { libsqlKeys } from './keys.ts'
import { libsqlOccupancy } from './occupancy.ts'
import { libsqlPrune, seqStoredSince } from './prune.ts'
import { closeDatabase, openDatabase } from './open-database.ts'
import { transactions } from './transactions.ts'
import { libsqlTasks } from './tasks.ts'
import { libsqlWebhooks } from './webhooks.ts'
import { writeCheck } from '../write-check.ts'

/** Options of {@link libsqlStore}. */
export interface LibsqlStoreOptions {
  /**
   * The database file, created if it does not exist; its folder must exist. `:memory:` for a database without a file.
   */
  file: string
}

interface TakenRow {
  lastSeq: number
  storedAt: number
  cursor: number
  holder: string | null
  epoch: string
}

/** Number of rows per statement. A call of the database takes as long as a row. */
const rowsAtOnce = 25

/**
 * An {@link EventStore} in one SQLite file. Several processes may share the file.
 *
 * @throws `Error` when no file is given, or it cannot be opened; its `code` is SQLite's, such as `SQLITE_CORRUPT`, if
 * there is one
 * @example
 * ```ts
 * import { createPusherServer } from 'react-pusher-kit/server'
 *
 * const store = libsqlStore({ file: '.data/events.db' })
 * const server = createPusherServer({ authenticate: () => null, store })
 * ```
 */
export function libsqlStore({ file }: LibsqlStoreOptions): EventStore {
  assertText(file, 'file', "the path of a database file, such as '.data/events.db'")
  const database = openDatabase(file)
  const inTransaction = transactions(database)
  const oldestSince = seqStoredSince(database)
  const { prune: pruneCounters, ...counters } = libsqlCounters(database, inTransaction)

  const storeEpoch = database.prepare('SELECT epoch FROM store')
  const changeEpoch = database.prepare('UPDATE store SET epoch = ?')
  const getsLease = `excluded.holder IS NOT NULL AND (holder = excluded.holder OR ${isFreeLease(':now')})`
  // Without a holder, the caller broadcasts the events: a cursor that has reached the newest event is moved with it.
  const takeNumbers = database.prepare(
    `INSERT INTO channels (name, last_seq, stored_at, broadcast_seq, holder, held_until)
     VALUES (:channel, :count, :now, iif(:holder IS NULL, :count, 0), :holder,
       iif(:holder IS NULL, 0, :now + ${leaseLifetime}))
     ON CONFLICT (name) DO UPDATE SET
       last_seq = last_seq + excluded.last_seq, stored_at = max(stored_at, excluded.stored_at),
       broadcast_seq = iif(excluded.holder IS NULL AND broadcast_seq = last_seq,
         last_seq + excluded.last_seq, broadcast_seq),
       holder = iif(${getsLease}, excluded.holder, holder),
       held_until = iif(${getsLease}, excluded.held_until, held_until)
     RETURNING last_seq AS lastSeq, stored_at AS storedAt, broadcast_seq AS cursor, holder,
       (SELECT epoch FROM store) AS epoch`,
  )
  const columns = 'channel, seq, event, thread_id, data, timestamp, stored_at'
  const oneRow = '(?, ?, ?, ?, ?, ?, ?)'
  const insertEvent = database.prepare(`INSERT INTO events (${columns}) VALUES ${oneRow}`)
  const insertEvents = database.prepare(
    `INSERT INTO events (${columns}) VALUES ${Array.from({ length: rowsAtOnce }, () => oneRow).join(', ')}`,
  )
  const setSocketId = database.prepare(
    'UPDATE events SET socket_id = ? WHERE channel = ? AND seq BETWEEN ? AND ?',
  )
  const knownAppend = database.prepare(
    `SELECT first_seq AS firstSeq, last_seq AS lastSeq, fingerprint, stored_at AS storedAt
     FROM appends WHERE channel = ? AND key = ?`,
  )
  const insertAppend = database.prepare('INSERT OR REPLACE INTO appends VALUES (?, ?, ?, ?, ?, ?)')
  const channelNumbers = database.prepare(
    `SELECT last_seq AS lastSeq, (SELECT MIN(seq) FROM events WHERE channel = name) AS firstSeq
     FROM channels WHERE name = ?`,
  )
  // Keys of requests are JSON, so none of them equals this one.
  const markCheck = database.prepare(`INSERT OR REPLACE INTO claims VALUES ('check', '', '', ?, '')`)
  const epochNow = () => (storeEpoch.get() as { epoch: string }).epoch

  function append(request: AppendRequest): AppendResult {
    const { channel, events, idempotencyKey: key, fingerprint, socketId, holder = null } = request
    const now = Date.now()
    const known = key === undefined ? undefined : (knownAppend.get(channel, key) as KnownAppend | undefined)
    const repeated = known && repeatedAppend(known, fingerprint, epochNow(), now)
    if (repeated) return repeated
    const taken = takeNumbers.get({ channel, count: events.length, now, holder }) as TakenRow
    const { lastSeq, storedAt, epoch } = taken
    const firstSeq = lastSeq - events.length + 1
    const rows = events.map(({ event, threadId = null, data, timestamp }, index) => [
      channel,
      firstSeq + index,
      event,
      threadId,
      JSON.stringify(data),
      timestamp,
      storedAt,
    ])
    let row = 0
    for (; row + rowsAtOnce <= rows.length; row += rowsAtOnce) {
      insertEvents.run(rows.slice(row, row + rowsAtOnce).flat())
    }
    for (; row < rows.length; row++) insertEvent.run(rows[row])
    if (socketId !== undefined) setSocketId.run(socketId, channel, firstSeq, lastSeq)
    if (key !== undefined) insertAppend.run(channel, key, firstSeq, lastSeq, now, fingerprint ?? null)
    const result = { epoch, firstSeq, lastSeq, repeated: false }
    return holder === null ? result : { ...result, cursor: taken.holder === holder ? taken.cursor : null }
  }

  function history(query: HistoryQuery): StoredHistoryPage {
    const { channel, storedSince } = query
    const found = channelNumbers.get(channel) as { firstSeq: number | null; lastSeq: number } | undefined
    const lastSeq = found?.lastSeq ?? 0
    const held = { firstSeq: found?.firstSeq ?? lastSeq + 1, lastSeq }
    const firstSeq = storedSince === undefined ? held.firstSeq : oldestSince(channel, held, storedSince)
    const numbers = { epoch: epochNow(), firstSeq, lastSeq }
    const read = pageRead(query, numbers, 'events', () => '?')
    const rows = read ? (database.prepare(read.sql).all(...read.values) as EventRow[]) : []
    return pageOf(query, numbers, rows, read ?? { mostRows: 1 })
  }

  return {
    append: (request) => inTransaction.write(() => append(request)),
    history: (query) => inTransaction.read(() => history(query)),
    prune: libsqlPrune(database, inTransaction, oldestSince, pruneCounters),
    keys: libsqlKeys(database, inTransaction),
    cursors: libsqlCursors(database, inTransaction, epochNow),
    counters,
    backends: libsqlBackends(database, inTransaction),
    webhooks: libsqlWebhooks(database, inTransaction),
    occupancy: libsqlOccupancy(database, inTransaction),
    tasks: libsqlTasks(database, inTransaction),
    newEpoch: () =>
      inTransaction.write(() => {
        const epoch = newEpochId()
        changeEpoch.run(epoch)
        return epoch
      }),
    check: writeCheck(
      () => inTransaction.read(epochNow),
      () => inTransaction.write(() => markCheck.run(Date.now())),
    ),
    close: async () => closeDatabase(database),
  }
}
