import type { PoolClient } from 'pg'
import type { StoredHistoryPage, HistoryQuery } from '../../server/index.ts'
import type { ChannelNumbers } from '../../server/internal.ts'
import { pageOf, pageRead } from '../history-sql.ts'
import { inTransaction } from './connections.ts'

/** The driver returns 64-bit numbers as strings. */
interface Row {
  seq: string
  event: string
  data: string | null
  timestamp: string
}

interface NumbersRow {
  epoch: string
  last_seq: string | null
  first_seq: string | null
}

const selectNumbers = `SELECT epoch, last_seq,
    (SELECT min(seq) FROM rpk_events WHERE channel = name) AS first_seq
  FROM rpk_store LEFT JOIN rpk_channels ON name = $1`

/** A binary search: within a channel, `stored_at` never decreases, and the numbers have no gaps. */
const selectSeqSince = `WITH RECURSIVE halving (low, high) AS (
    SELECT $2::bigint, $3::bigint + 1
    UNION ALL
    SELECT CASE WHEN stored_at < $4 THEN middle + 1 ELSE low END,
           CASE WHEN stored_at < $4 THEN high ELSE middle END
    FROM (
      SELECT low, high, (low + high) / 2 AS middle,
        (SELECT stored_at FROM rpk_events WHERE channel = $1 AND seq = (low + high) / 2) AS stored_at
      FROM halving WHERE low < high
    ) AS half
  ) SELECT max(low) AS seq FROM halving`

/** The oldest `seq` of a channel that was stored at this time or later; the newest `seq` + 1 when there is none. */
export async function seqStoredSince(
  client: PoolClient,
  channel: string,
  { firstSeq, lastSeq }: Pick<ChannelNumbers, 'firstSeq' | 'lastSeq'>,
  storedSince: number,
): Promise<number> {
  const values = [channel, firstSeq, lastSeq, Math.ceil(storedSince)]
  const { rows } = await client.query<{ seq: string }>(selectSeqSince, values)
  return Number(rows[0]?.seq ?? firstSeq)
}

/** Reads a page in one snapshot, so that the numbers and the rows are consistent. */
export function readHistory(client: PoolClient, query: HistoryQuery): Promise<StoredHistoryPage> {
  return inTransaction(client, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', async () => {
    const { channel, storedSince } = query
    const [found] = (await client.query<NumbersRow>(selectNumbers, [channel])).rows
    const lastSeq = Number(found?.last_seq ?? 0)
    const held = { firstSeq: Number(found?.first_seq ?? lastSeq + 1), lastSeq }
    const firstSeq =
      storedSince === undefined ? held.firstSeq : await seqStoredSince(client, channel, held, storedSince)
    const numbers = { epoch: found?.epoch ?? '', firstSeq, lastSeq }
    const read = pageRead(query, numbers, 'rpk_events', (n) => `$${n}`)
    if (!read) return pageOf(query, numbers, [], { mostRows: 1 })
    const { rows } = await client.query<Row>(read.sql, read.values)
    return pageOf(query, numbers, rows.map(eventRow), read)
  })
}

function eventRow({ seq, timestamp, ...row }: Row) {
  return { ...row, seq: Number(seq), timestamp: Number(timestamp) }
}
