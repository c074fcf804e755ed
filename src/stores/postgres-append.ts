import type { PoolClient } from 'pg'
import { repeatedAppend } from '../server/internal.ts'
import type { AppendRequest, AppendResult, NewEvent } from '../server/index.ts'
import { inTransaction } from './postgres-connections.ts'

interface Taken {
  last_seq: string
  stored_at: string
  epoch: string
}

interface AppendRow {
  first_seq: string
  last_seq: string
  fingerprint: string | null
  stored_at: string
}

const takeNumbers = `INSERT INTO rpk_channels (name, last_seq, stored_at) VALUES ($1, $2, $3)
  ON CONFLICT (name) DO UPDATE SET last_seq = rpk_channels.last_seq + excluded.last_seq,
    stored_at = greatest(rpk_channels.stored_at, excluded.stored_at)
  RETURNING last_seq, stored_at, (SELECT epoch FROM rpk_store) AS epoch`
/** Numbers and rows in one statement, which is its own transaction: one round trip for an append without a key. */
const appendAtOnce = `WITH taken AS (${takeNumbers}), stored AS (
    INSERT INTO rpk_events
    SELECT $1, last_seq - $2 + ordinality, event, thread_id, data, timestamp, stored_at
    FROM taken, unnest($4::text[], $5::text[], $6::text[], $7::bigint[])
    WITH ORDINALITY AS rows (event, thread_id, data, timestamp, ordinality)
  ) SELECT last_seq, stored_at, epoch FROM taken`
const knownAppend =
  'SELECT first_seq, last_seq, fingerprint, stored_at FROM rpk_appends WHERE channel = $1 AND key = $2'
const giveBack = 'UPDATE rpk_channels SET last_seq = last_seq - $2 WHERE name = $1'
const insertEvents = `INSERT INTO rpk_events
  SELECT $1, $2::bigint + ordinality - 1, event, thread_id, data, timestamp, $3
  FROM unnest($4::text[], $5::text[], $6::text[], $7::bigint[])
  WITH ORDINALITY AS rows (event, thread_id, data, timestamp, ordinality)`
const insertAppend = `INSERT INTO rpk_appends VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (channel, key) DO UPDATE SET first_seq = excluded.first_seq, last_seq = excluded.last_seq,
    stored_at = excluded.stored_at, fingerprint = excluded.fingerprint`

/**
 * Appends in one transaction. Taking the numbers locks the channel's row, so that other writers of the channel wait.
 *
 * @param onCommit - called before what commits the events is sent
 */
export async function appendEvents(
  client: PoolClient,
  request: AppendRequest,
  onCommit: () => void,
): Promise<AppendResult> {
  const { channel, events, idempotencyKey } = request
  if (idempotencyKey !== undefined) return appendWithKey(client, request, idempotencyKey, onCommit)
  onCommit()
  const values = [channel, events.length, Date.now(), ...columns(events)]
  const [taken] = (await client.query<Taken>(appendAtOnce, values)).rows
  if (!taken) throw new Error('Expected the channel to have numbers but it has none.')
  const lastSeq = Number(taken.last_seq)
  return { epoch: taken.epoch, firstSeq: lastSeq - events.length + 1, lastSeq, repeated: false }
}

function appendWithKey(
  client: PoolClient,
  { channel, events, fingerprint }: AppendRequest,
  key: string,
  onCommit: () => void,
): Promise<AppendResult> {
  return inTransaction(
    client,
    'BEGIN',
    async () => {
      const now = Date.now()
      const [taken] = (await client.query<Taken>(takeNumbers, [channel, events.length, now])).rows
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
      await client.query(insertEvents, [channel, firstSeq, taken.stored_at, ...columns(events)])
      await client.query(insertAppend, [channel, key, firstSeq, lastSeq, now, fingerprint ?? null])
      return { epoch, firstSeq, lastSeq, repeated: false }
    },
    (result) => result.repeated || onCommit(),
  )
}

/** The columns that both ways of appending insert. */
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
