import type { PoolClient } from 'pg'
import type { AppendRequest, AppendResult } from '../server/index.ts'

interface Numbers {
  first_seq: string
  last_seq: string
}

const takeNumbers = `INSERT INTO rpk_channels (name, last_seq) VALUES ($1, $2)
  ON CONFLICT (name) DO UPDATE SET last_seq = rpk_channels.last_seq + excluded.last_seq
  RETURNING last_seq - $2 + 1 AS first_seq, last_seq`
const knownAppend = 'SELECT first_seq, last_seq FROM rpk_appends WHERE channel = $1 AND key = $2'
const insertEvents = `INSERT INTO rpk_events
  SELECT $1, $2::bigint + ordinality - 1, event, thread_id, data, timestamp, $3
  FROM unnest($4::text[], $5::text[], $6::text[], $7::bigint[])
  WITH ORDINALITY AS rows (event, thread_id, data, timestamp, ordinality)`
const insertAppend = 'INSERT INTO rpk_appends VALUES ($1, $2, $3, $4, $5)'

/** Appends in one transaction. Taking the numbers locks the channel's row: writers of one channel queue there. */
export async function appendEvents(
  client: PoolClient,
  epoch: string,
  { channel, events, idempotencyKey: key }: AppendRequest,
): Promise<AppendResult> {
  await client.query('BEGIN')
  try {
    const taken = numbersOf(await client.query<Numbers>(takeNumbers, [channel, events.length]))
    const known =
      key === undefined ? null : numbersOf(await client.query<Numbers>(knownAppend, [channel, key]))
    if (known || !taken) {
      await client.query('ROLLBACK')
      return { epoch, firstSeq: known?.firstSeq ?? 1, lastSeq: known?.lastSeq ?? 0, repeated: true }
    }
    const now = Date.now()
    await client.query(insertEvents, [
      channel,
      taken.firstSeq,
      now,
      events.map(({ event }) => event),
      events.map(({ threadId = null }) => threadId),
      events.map(({ data }) => JSON.stringify(data)),
      events.map(({ timestamp }) => timestamp),
    ])
    if (key !== undefined)
      await client.query(insertAppend, [channel, key, taken.firstSeq, taken.lastSeq, now])
    await client.query('COMMIT')
    return { epoch, ...taken, repeated: false }
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw error
  }
}

function numbersOf({ rows: [row] }: { rows: Numbers[] }): { firstSeq: number; lastSeq: number } | null {
  return row ? { firstSeq: Number(row.first_seq), lastSeq: Number(row.last_seq) } : null
}
