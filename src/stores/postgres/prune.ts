import { keyLifetime } from '../../server/internal.ts'
import type { Retention } from '../../server/index.ts'
import type { Connections } from './connections.ts'
import { seqStoredSince } from './history.ts'
import { dropOccupancy } from './occupancy.ts'
import { dropTasks } from './tasks.ts'
import { dropWebhooks } from './webhooks.ts'

interface ChannelRow {
  name: string
  last_seq: string
  first_seq: string
}

/** Number of rows that one statement deletes, and of channels that it checks, so that it is fast. */
const slice = 2000

const takeTurn = 'UPDATE rpk_store SET pruned_at = $1 WHERE abs($1 - pruned_at) >= $2'
const dropAppends = `DELETE FROM rpk_appends WHERE (channel, key) IN
  (SELECT channel, key FROM rpk_appends WHERE stored_at < $1 LIMIT ${slice})`
const dropClaims = `DELETE FROM rpk_claims WHERE key IN
  (SELECT key FROM rpk_claims WHERE claimed_at < $1 LIMIT ${slice})`
/** By the clock of the database. */
const dropsByItself = [...dropWebhooks(slice), ...dropOccupancy(slice), ...dropTasks(slice)]
const nextChannels = `SELECT name, last_seq, (SELECT min(seq) FROM rpk_events WHERE channel = name) AS first_seq
  FROM rpk_channels WHERE name > $1 ORDER BY name LIMIT ${slice}`
const dropEvents = 'DELETE FROM rpk_events WHERE channel = $1 AND seq < $2'

/** Deletes old events and keys in slices. */
export function postgresPrune(
  { write }: Connections,
  pruneCounters: () => Promise<void>,
): (retention: Retention, notWithin?: number) => Promise<number> {
  const change = (sql: string, values: (string | number)[]) =>
    write(async (client) => (await client.query(sql, values)).rowCount ?? 0)

  async function dropAll(sql: string, before: number): Promise<void> {
    while ((await change(sql, [before])) === slice);
  }

  /** @returns the first `seq` to keep */
  async function firstKept(row: ChannelRow, { maxAge, maxCount }: Retention, now: number): Promise<number> {
    const range = { firstSeq: Number(row.first_seq), lastSeq: Number(row.last_seq) }
    const byCount = maxCount === undefined ? 0 : range.lastSeq - maxCount + 1
    const byAge =
      maxAge === undefined
        ? 0
        : await write((client) => seqStoredSince(client, row.name, range, now - maxAge))
    return Math.min(range.lastSeq + 1, Math.max(byCount, byAge))
  }

  async function pruneChannel(channel: string, firstSeq: number, kept: number): Promise<number> {
    let pruned = 0
    for (let before = firstSeq; before < kept;) {
      before = Math.min(kept, before + slice)
      pruned += await change(dropEvents, [channel, before])
    }
    return pruned
  }

  return async (retention, notWithin = 0) => {
    const now = Date.now()
    if ((await change(takeTurn, [now, notWithin])) === 0) return 0
    await dropAll(dropAppends, now - keyLifetime)
    await dropAll(dropClaims, now - keyLifetime)
    await pruneCounters()
    for (const sql of dropsByItself) while ((await change(sql, [])) === slice);
    if (retention.maxAge === undefined && retention.maxCount === undefined) return 0
    let pruned = 0
    for (let after = ''; ;) {
      const cursor = after
      const { rows } = await write((client) => client.query<ChannelRow>(nextChannels, [cursor]))
      for (const row of rows) {
        if (row.first_seq === null) continue
        pruned += await pruneChannel(row.name, Number(row.first_seq), await firstKept(row, retention, now))
      }
      after = rows.at(-1)?.name ?? ''
      if (rows.length < slice) return pruned
    }
  }
}
