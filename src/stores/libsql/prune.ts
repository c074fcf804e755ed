import { setImmediate } from 'node:timers/promises'
import type Database from 'libsql'
import { keyLifetime } from '../../server/internal.ts'
import type { Retention } from '../../server/index.ts'
import type { Transactions } from './transactions.ts'
import { dropOccupancy } from './occupancy.ts'
import { dropTasks } from './tasks.ts'
import { dropWebhooks } from './webhooks.ts'

/**
 * Number of rows that one transaction deletes, and of channels that it checks. Other transactions can run between two
 * of them.
 */
const slice = 1000

/**
 * Finds the oldest `seq` of a channel that was stored at this time or later; the newest `seq` + 1 when there is none.
 */
export type SeqStoredSince = (channel: string, numbers: SeqRange, storedSince: number) => number

export interface SeqRange {
  firstSeq: number
  lastSeq: number
}

/** A binary search: within a channel, `stored_at` never decreases, and the numbers have no gaps. */
export function seqStoredSince(database: Database.Database): SeqStoredSince {
  const select = database.prepare('SELECT stored_at FROM events WHERE channel = ? AND seq = ?')
  return (channel, { firstSeq, lastSeq }, storedSince) => {
    let low = firstSeq
    let high = lastSeq + 1
    let middle = low
    while (low < high) {
      const row = select.get(channel, middle) as { stored_at: number } | undefined
      if ((row?.stored_at ?? storedSince) < storedSince) low = middle + 1
      else high = middle
      middle = Math.floor((low + high) / 2)
    }
    return low
  }
}

/** Deletes old events and keys in slices. */
export function libsqlPrune(
  database: Database.Database,
  { write, read }: Transactions,
  oldestSince: SeqStoredSince,
  pruneCounters: () => Promise<void>,
): (retention: Retention, notWithin?: number) => Promise<number> {
  const takeTurn = database.prepare('UPDATE store SET pruned_at = ? WHERE abs(? - pruned_at) >= ?')
  const dropAppends = database.prepare(
    `DELETE FROM appends WHERE (channel, key) IN
     (SELECT channel, key FROM appends WHERE stored_at < ? LIMIT ${slice})`,
  )
  const dropClaims = database.prepare(
    `DELETE FROM claims WHERE key IN (SELECT key FROM claims WHERE claimed_at < ? LIMIT ${slice})`,
  )
  const dropsAtTime = [...dropWebhooks(slice), ...dropOccupancy(slice), ...dropTasks(slice)].map((sql) =>
    database.prepare(sql),
  )
  const nextChannels = database.prepare(
    `SELECT name, last_seq AS lastSeq, (SELECT MIN(seq) FROM events WHERE channel = name) AS firstSeq
     FROM channels WHERE name > ? ORDER BY name LIMIT ${slice}`,
  )
  const dropEvents = database.prepare('DELETE FROM events WHERE channel = ? AND seq < ?')

  async function dropAll(statement: Database.Statement, before: number | { now: number }): Promise<void> {
    while ((await write(() => statement.run(before).changes)) === slice) await setImmediate()
  }

  /** @returns the first `seq` to keep */
  function firstKept(channel: string, range: SeqRange, { maxAge, maxCount }: Retention, now: number): number {
    const byCount = maxCount === undefined ? 0 : range.lastSeq - maxCount + 1
    const byAge = maxAge === undefined ? 0 : oldestSince(channel, range, now - maxAge)
    return Math.max(byCount, byAge)
  }

  async function pruneChannel(channel: string, firstSeq: number, kept: number): Promise<number> {
    let pruned = 0
    for (let before = firstSeq; before < kept;) {
      before = Math.min(kept, before + slice)
      const upTo = before
      pruned += await write(() => dropEvents.run(channel, upTo).changes)
      if (before < kept) await setImmediate()
    }
    return pruned
  }

  return async (retention, notWithin = 0) => {
    const now = Date.now()
    if ((await write(() => takeTurn.run(now, now, notWithin).changes)) === 0) return 0
    await dropAll(dropAppends, now - keyLifetime)
    await dropAll(dropClaims, now - keyLifetime)
    await pruneCounters()
    for (const statement of dropsAtTime) await dropAll(statement, { now })
    if (retention.maxAge === undefined && retention.maxCount === undefined) return 0
    let pruned = 0
    for (let after = ''; ;) {
      const cursor = after
      const due = await read(() => {
        const channels = nextChannels.all(cursor) as ({ name: string } & {
          [Name in keyof SeqRange]: number | null
        })[]
        after = channels.length === slice ? (channels.at(-1)?.name ?? '') : ''
        return channels.flatMap(({ name, firstSeq, lastSeq }) => {
          if (firstSeq === null || lastSeq === null) return []
          const kept = Math.min(lastSeq + 1, firstKept(name, { firstSeq, lastSeq }, retention, now))
          return kept > firstSeq ? [{ name, firstSeq, kept }] : []
        })
      })
      for (const { name, firstSeq, kept } of due) pruned += await pruneChannel(name, firstSeq, kept)
      if (after === '') return pruned
      await setImmediate()
    }
  }
}
