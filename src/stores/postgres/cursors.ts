import type { PoolClient } from 'pg'
import { leaseLifetime } from '../../server/internal.ts'
import type { BroadcastCursor, CursorStore } from '../../server/index.ts'
import type { Connections } from './connections.ts'
import { waitingEvent } from '../waiting-event.ts'

interface CursorRow {
  name: string
  broadcast_seq: string
  last_seq: string
  epoch: string
}

/** Without an event, all columns except the epoch are null. */
interface WaitingRow {
  epoch: string
  seq: string | null
  event: string
  data: string
  timestamp: string
  socketId: string | null
}

/** Epoch ms by the clock of the database, which all servers share. */
export const databaseNow = '(extract(epoch FROM clock_timestamp()) * 1000)::bigint'
/** A lease that ends later than a new one would end was taken with a wrong clock. */
export const isFreeLease = (channel: string) =>
  `(${channel}.held_until <= ${databaseNow} OR ${channel}.held_until > ${databaseNow} + ${leaseLifetime})`

const claim = `UPDATE rpk_channels AS channel SET holder = $1, held_until = ${databaseNow} + ${leaseLifetime}
  FROM (SELECT name FROM rpk_channels AS waiting
    WHERE broadcast_seq < last_seq AND ${isFreeLease('waiting')}
    ORDER BY held_until LIMIT $2 FOR UPDATE SKIP LOCKED) AS free, rpk_store AS store
  WHERE channel.name = free.name
  RETURNING channel.name, broadcast_seq, last_seq, epoch`
const written = `greatest(broadcast_seq,
  CASE WHEN position.epoch = store.epoch THEN least(position.seq, last_seq) ELSE 0 END)`
const advance = `UPDATE rpk_channels AS channel SET
    broadcast_seq = ${written},
    holder = CASE WHEN ${written} >= last_seq THEN NULL ELSE $1 END,
    held_until = CASE WHEN ${written} >= last_seq THEN 0 ELSE ${databaseNow} + ${leaseLifetime} END
  FROM unnest($2::text[], $3::bigint[], $4::text[]) AS position (name, seq, epoch), rpk_store AS store
  WHERE channel.name = position.name AND (channel.holder = $1 OR ${isFreeLease('channel')})
  RETURNING channel.name, broadcast_seq, last_seq, store.epoch`
const waiting = `SELECT epoch, seq, event, data, timestamp, socket_id AS "socketId"
  FROM rpk_store LEFT JOIN (
    SELECT * FROM rpk_events WHERE channel = $1 AND seq > $2 ORDER BY seq LIMIT $3) AS waiting ON true
  ORDER BY seq`
const release = 'UPDATE rpk_channels SET holder = NULL, held_until = 0 WHERE holder = $1'

/** Cursors and leases of the channels, by the clock of the database. */
export function postgresCursors({ lease, read }: Connections): CursorStore {
  const cursors = (sql: string, values: unknown[]) =>
    lease(async (client: PoolClient) => (await client.query<CursorRow>(sql, values)).rows.map(cursor))

  return {
    claim: (holder, limit) => cursors(claim, [holder, limit]),
    advance(holder, positions) {
      // Sorted by name, so that two servers that lock the same rows do not deadlock.
      const sorted = positions.toSorted((a, b) => (a.channel < b.channel ? -1 : 1))
      return cursors(advance, [
        holder,
        sorted.map(({ channel }) => channel),
        sorted.map(({ seq }) => seq),
        sorted.map(({ epoch }) => epoch),
      ])
    },
    waiting: (channel, after, limit) =>
      read(async (client) => {
        const { rows } = await client.query<WaitingRow>(waiting, [channel, after, limit])
        return { epoch: rows[0]?.epoch ?? '', events: rows.flatMap(eventOf) }
      }),
    release: (holder) => lease(async (client) => void (await client.query(release, [holder]))),
  }
}

function cursor({ name, broadcast_seq, last_seq, epoch }: CursorRow): BroadcastCursor {
  return { channel: name, seq: Number(broadcast_seq), lastSeq: Number(last_seq), epoch }
}

function eventOf({ seq, event, data, timestamp, socketId }: WaitingRow) {
  return seq === null
    ? []
    : [waitingEvent({ seq: Number(seq), event, data, timestamp: Number(timestamp), socketId })]
}
