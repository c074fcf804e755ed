import type { PoolClient } from 'pg'
import {
  leaseLifetime,
  mostHandledWebhooks,
  mostWaitingWebhooks,
  unhandledLifetime,
  webhookLifetime,
} from '../../server/internal.ts'
import type { WaitingWebhook, WebhookStore } from '../../server/index.ts'
import { inTransaction } from './connections.ts'
import type { Connections } from './connections.ts'
import { databaseNow, isFreeLease } from './cursors.ts'

interface WebhookRow {
  position: string
  content: string
  attempts: number
}

const waiting = 'SELECT position FROM rpk_webhooks WHERE handled_at IS NULL'
/** Servers that insert at the same moment may each exceed the limit by one. */
const insert = `INSERT INTO rpk_webhooks (id, content, stored_at, handled_at)
  SELECT $1, CASE WHEN $3 THEN '' ELSE $2 END, ${databaseNow}, CASE WHEN $3 THEN ${databaseNow} END
  WHERE $3::boolean OR (SELECT count(*) FROM (${waiting} LIMIT ${mostWaitingWebhooks}) AS waiting) < ${mostWaitingWebhooks}
  ON CONFLICT (id) DO NOTHING`
const known = 'SELECT FROM rpk_webhooks WHERE id = $1'
const end = `UPDATE rpk_webhooks SET handled_at = ${databaseNow}, content = ''
  WHERE position = $1 AND handled_at IS NULL`
const mayTake = `(inbox.holder = $1 OR ${isFreeLease('inbox')})`
// The row is written whoever has the lease, so that the statement waits for a holder that is about to release it.
const take = `UPDATE rpk_inbox AS inbox SET
    holder = CASE WHEN ${mayTake} THEN $1 ELSE inbox.holder END,
    held_until = CASE WHEN ${mayTake} THEN ${databaseNow} + ${leaseLifetime} ELSE inbox.held_until END
  WHERE EXISTS (${waiting}) RETURNING inbox.holder = $1 AS "isHeld"`
const next = `UPDATE rpk_webhooks SET attempts = attempts + (taken_by IS DISTINCT FROM $1)::integer, taken_by = $1
  WHERE position = (${waiting} ORDER BY position LIMIT 1) AND handled_at IS NULL
  RETURNING position, content, attempts`
const lock = 'SELECT FROM rpk_inbox FOR UPDATE'
const freeWhenIdle = `UPDATE rpk_inbox SET holder = NULL, held_until = 0
  WHERE holder = $1 AND NOT EXISTS (${waiting})`
const release = 'UPDATE rpk_inbox SET holder = NULL, held_until = 0 WHERE holder = $1'

/** The inbox of webhooks and its lease, by the clock of the database. */
export function postgresWebhooks({ write, lease }: Connections): WebhookStore {
  return {
    add: ({ id, content, isHandled }) =>
      write(async (client) => {
        const { rowCount } = await client.query(insert, [id, content, isHandled])
        if (rowCount === 1) return 'added'
        return (await client.query(known, [id])).rowCount === 1 ? 'known' : 'full'
      }),
    claim: (holder, handled) => lease((client) => claim(client, holder, handled)),
    release: (holder, handled) =>
      lease(async (client) => {
        if (handled !== undefined) await client.query(end, [handled])
        await client.query(release, [holder])
      }),
  }
}

async function claim(
  client: PoolClient,
  holder: string,
  handled: number | undefined,
): Promise<WaitingWebhook | null> {
  if (handled !== undefined) await client.query(end, [handled])
  for (;;) {
    const [inbox] = (await client.query<{ isHeld: boolean }>(take, [holder])).rows
    if (inbox && !inbox.isHeld) return null
    if (inbox) {
      const [row] = (await client.query<WebhookRow>(next, [holder])).rows
      if (row) return { ...row, position: Number(row.position) }
    } else if (handled === undefined) {
      return null
    }
    await inTransaction(client, 'BEGIN', async () => {
      await client.query(lock)
      await client.query(freeWhenIdle, [holder])
    })
    // Stored after the search for a webhook; its server found the lease taken.
    if ((await client.query(`${waiting} LIMIT 1`)).rowCount === 0) return null
  }
}

/** Statements that delete webhooks, up to a number of webhooks. */
export const dropWebhooks = (slice: number): string[] => [
  `DELETE FROM rpk_webhooks WHERE position IN (SELECT position FROM rpk_webhooks
   WHERE handled_at < ${databaseNow} - ${webhookLifetime} OR stored_at < ${databaseNow} - ${unhandledLifetime}
     OR (handled_at IS NOT NULL AND
       position <= (SELECT max(position) FROM rpk_webhooks) - ${mostHandledWebhooks})
   LIMIT ${slice})`,
]
