import type Database from 'libsql'
import { leaseLifetime } from '../../server/internal.ts'
import type { BroadcastCursor, CursorStore } from '../../server/index.ts'
import type { Transactions } from './transactions.ts'
import { waitingEvent } from '../waiting-event.ts'
import type { WaitingRow } from '../waiting-event.ts'

interface CursorRow {
  channel: string
  seq: number
  lastSeq: number
}

/** A lease that ends later than a new one would end was taken with a wrong clock. */
export const isFreeLease = (now: string) => `(held_until <= ${now} OR held_until > ${now} + ${leaseLifetime})`

/** Cursors and leases of the channels, by the clock of the machine. */
export function libsqlCursors(
  database: Database.Database,
  { write, read }: Transactions,
  epochNow: () => string,
): CursorStore {
  const claim = database.prepare(
    `UPDATE channels SET holder = :holder, held_until = :now + ${leaseLifetime} WHERE name IN (
       SELECT name FROM channels WHERE broadcast_seq < last_seq AND ${isFreeLease(':now')}
       ORDER BY held_until LIMIT :limit)
     RETURNING name AS channel, broadcast_seq AS seq, last_seq AS lastSeq`,
  )
  const advance = database.prepare(
    `UPDATE channels SET
       broadcast_seq = max(broadcast_seq, min(last_seq, :seq)),
       holder = iif(max(broadcast_seq, :seq) >= last_seq, NULL, :holder),
       held_until = iif(max(broadcast_seq, :seq) >= last_seq, 0, :now + ${leaseLifetime})
     WHERE name = :channel AND (holder = :holder OR ${isFreeLease(':now')})
     RETURNING name AS channel, broadcast_seq AS seq, last_seq AS lastSeq`,
  )
  const waiting = database.prepare(
    `SELECT seq, event, data, timestamp, socket_id AS socketId FROM events
     WHERE channel = ? AND seq > ? ORDER BY seq LIMIT ?`,
  )
  const release = database.prepare(`UPDATE channels SET holder = NULL, held_until = 0 WHERE holder = ?`)

  return {
    claim: (holder, limit) =>
      write(() => {
        const epoch = epochNow()
        const rows = claim.all({ holder, limit, now: Date.now() }) as CursorRow[]
        return rows.map((row) => cursorOf(row, epoch))
      }),
    advance: (holder, positions) =>
      write(() => {
        const epoch = epochNow()
        const now = Date.now()
        return positions.flatMap((position): BroadcastCursor[] => {
          const seq = position.epoch === epoch ? position.seq : 0
          const row = advance.get({ channel: position.channel, seq, holder, now }) as CursorRow | undefined
          return row ? [cursorOf(row, epoch)] : []
        })
      }),
    waiting: (channel, after, limit) =>
      read(() => {
        const rows = waiting.all(channel, after, limit) as WaitingRow[]
        return { epoch: epochNow(), events: rows.map((row) => waitingEvent(row)) }
      }),
    release: (holder) => write(() => void release.run(holder)),
  }
}

/** The driver adds its own properties to rows. */
function cursorOf({ channel, seq, lastSeq }: CursorRow, epoch: string): BroadcastCursor {
  return { channel, seq, lastSeq, epoch }
}
