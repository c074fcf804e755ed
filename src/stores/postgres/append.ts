import type { PoolClient } from 'pg'
import type { AppendRequest, AppendResult, NewEvent } from '../../server/index.ts'
import { leaseLifetime, repeatedAppend } from '../../server/internal.ts'
import { inTransaction } from './connections.ts'
import { databaseNow, isFreeLease } from './cursors.ts'

interface Taken {
  last_seq: string
  stored_at: string
  epoch: string
  broadcast_seq: string
  holder: string | null
}

interface AppendRow {
  first_seq: string
  last_seq: string
  fingerprint: string | null
  stored_at: string
}

const getsLease = `excluded.holder IS NOT NULL AND (channel.holder = excluded.holder OR ${isFreeLease('channel')})`
/** Without a holder, the caller broadcasts the events: a cursor that has reached the newest event is moved with it. */
const takeNumbers = `INSERT INTO rpk_channels AS channel
    (name, last_seq, stored_at, broadcast_seq, holder, held_until)
  VALUES ($1, $2, $3, CASE WHEN $4::text IS NULL THEN $2::bigint ELSE 0 END, $4,
    CASE WHEN $4::text IS NULL THEN 0 ELSE ${databaseNow} + ${leaseLifetime} END)
  ON CONFLICT (name) DO UPDATE SET last_seq = channel.last_seq + excluded.last_seq,
    stored_at = greatest(channel.stored_at, excluded.stored_at),
    broadcast_seq = CASE WHEN excluded.holder IS NULL AND channel.broadcast_seq = channel.last_seq
      THEN channel.last_seq + excluded.last_seq ELSE channel.broadcast_seq END,
    holder = CASE WHEN ${getsLease} THEN excluded.holder ELSE channel.holder END,
    held_until = CASE WHEN ${getsLease} THEN excluded.held_until ELSE channel.held_until END
  RETURNING last_seq, stored_at, broadcast_seq, holder, (SELECT epoch FROM rpk_store) AS epoch`
/**
 * Assigns numbers and inserts rows in one statement, which is its own transaction: one round trip for an append
 * without a key.
 */
const appendAtOnce = `WITH taken AS (${takeNumbers}), stored AS (
    INSERT INTO rpk_events
    SELECT $1, last_seq - $2 + ordinality, event, thread_id, data, timestamp, stored_at, $9
    FROM taken, unnest($5::text[], $6::text[], $7::text[], $8::bigint[])
    WITH ORDINALITY AS rows (event, thread_id, data, timestamp, ordinality)
  ) SELECT last_seq, stored_at, epoch, broadcast_seq, holder FROM taken`
const knownAppend =
  'SELECT first_seq, last_seq, fingerprint, stored_at FROM rpk_appends WHERE channel = $1 AND key = $2'
const giveBack = `UPDATE rpk_channels SET last_seq = last_seq - $2, broadcast_seq = least(broadcast_seq, last_seq - $2)
  WHERE name = $1`
const insertEvents = `INSERT INTO rpk_events
  SELECT $1, $2::bigint + ordinality - 1, event, thread_id, data, timestamp, $3, $8
  FROM unnest($4::text[], $5::text[], $6::text[], $7::bigint[])
  WITH ORDINALITY AS rows (event, thread_id, data, timestamp, ordinality)`
const insertAppend = `INSERT INTO rpk_appends VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (channel, key) DO UPDATE SET first_seq = excluded.first_seq, last_seq = excluded.last_seq,
    stored_at = excluded.stored_at, fingerprint = excluded.fingerprint`

/**
 * Appends in one transaction. Assigning numbers locks the channel's row, so that other writers of the channel wait.
 *
 * @param onCommit - called before the statement that commits the events is sent
 */
export async function appendEvents(
  client: PoolClient,
  request: AppendRequest,
  onCommit: () => void,
): Promise<AppendResult> {
  const { channel, events, idempotencyKey, holder = null, socketId = null } = request
  if (idempotencyKey !== undefined) return appendWithKey(client, request, idempotencyKey, onCommit)
  onCommit()
  const values = [channel, events.length, Date.now(), holder, ...columns(events), socketId]
  const [taken] = (await client.query<Taken>(appendAtOnce, values)).rows
  if (!taken) throw new Error('Expected the channel to have numbers but it has none.')
  const lastSeq = Number(taken.last_seq)
  const firstSeq = lastSeq - events.length + 1
  return { epoch: taken.epoch, firstSeq, lastSeq, repeated: false, ...cursorOf(taken, holder) }
}

function appendWithKey(
  client: PoolClient,
  request: AppendRequest,
  key: string,
  onCommit: () => void,
): Promise<AppendResult> {
  const { channel, events, fingerprint, holder = null, socketId = null } = request
  return inTransaction(
    client,
    'BEGIN',
    async () => {
      const now = Date.now()
      const [taken] = (await client.query<Taken>(takeNumbers, [channel, events.length, now, holder])).rows
      if (!taken) throw new Error('Expected the channel to have numbers but it has none.')
      const { epoch } = taken
      const [row] = (await client.query<AppendRow>(knownAppend, [channel, key])).rows
      const repeated = repeatedAppend(row && knownRow(row), fingerprint, epoch, now)
      if (repeated) {
        await client.query(giveBack, [channel, events.length])
        return repeated
      }
      const lastSeq = Number(taken.last_seq)
      const firstSeq = lastSeq - events.length + 1
      await client.query(insertEvents, [channel, firstSeq, taken.stored_at, ...columns(events), socketId])
      await client.query(insertAppend, [channel, key, firstSeq, lastSeq, now, fingerprint ?? null])
      return { epoch, firstSeq, lastSeq, repeated: false, ...cursorOf(taken, holder) }
    },
    (result) => result.repeated || onCommit(),
  )
}

function cursorOf(taken: Taken, holder: string | null): Pick<AppendResult, 'cursor'> {
  if (holder === null) return {}
  return { cursor: taken.holder === holder ? Number(taken.broadcast_seq) : null }
}

/** The columns that both kinds of append insert. */
function columns(events: readonly NewEvent[]) {
  return [
    events.map(({ event }) => event),
    events.map(({ threadId = null }) => threadId),
    events.map(({ data }) => JSON.stringify(data)),
    events.map(({ timestamp }) => timestamp),
  ]
}

function knownRow(row: AppendRow) {
  return {
    firstSeq: Number(row.first_seq),
    lastSeq: Number(row.last_seq),
    fingerprint: row.fingerprint,
    storedAt: Number(row.stored_at),
  }
}
