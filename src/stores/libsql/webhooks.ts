import type Database from 'libsql'
import {
  leaseLifetime,
  mostHandledWebhooks,
  mostWaitingWebhooks,
  unhandledLifetime,
  webhookLifetime,
} from '../../server/internal.ts'
import type { WaitingWebhook, WebhookStore } from '../../server/index.ts'
import { isFreeLease } from './cursors.ts'
import type { Transactions } from './transactions.ts'

/** The inbox of webhooks and its lease, by the clock of the machine. */
export function libsqlWebhooks(database: Database.Database, { write }: Transactions): WebhookStore {
  const known = database.prepare('SELECT 1 FROM webhooks WHERE id = ?')
  const waiting = 'SELECT position FROM webhooks WHERE handled_at IS NULL'
  const isFull = database.prepare(`${waiting} LIMIT 1 OFFSET ${mostWaitingWebhooks - 1}`)
  const insert = database.prepare(
    'INSERT INTO webhooks (id, content, stored_at, handled_at) VALUES (?, ?, ?, ?)',
  )
  const end = database.prepare(
    "UPDATE webhooks SET handled_at = ?, content = '' WHERE position = ? AND handled_at IS NULL",
  )
  const take = database.prepare(
    `UPDATE inbox SET holder = :holder, held_until = :now + ${leaseLifetime}
     WHERE EXISTS (${waiting}) AND (holder = :holder OR ${isFreeLease(':now')})`,
  )
  const next = database.prepare(
    `UPDATE webhooks SET attempts = attempts + (taken_by IS NOT :holder), taken_by = :holder
     WHERE position = (${waiting} ORDER BY position LIMIT 1)
     RETURNING position, content, attempts`,
  )
  const freeWhenIdle = database.prepare(
    `UPDATE inbox SET holder = NULL, held_until = 0 WHERE holder = ? AND NOT EXISTS (${waiting})`,
  )
  const release = database.prepare('UPDATE inbox SET holder = NULL, held_until = 0 WHERE holder = ?')

  return {
    add: ({ id, content, isHandled }) =>
      write(() => {
        if (known.get(id) !== undefined) return 'known'
        if (!isHandled && isFull.get() !== undefined) return 'full'
        const now = Date.now()
        insert.run(id, isHandled ? '' : content, now, isHandled ? now : null)
        return 'added'
      }),
    claim: (holder, handled) =>
      write(() => {
        const now = Date.now()
        if (handled !== undefined) end.run(now, handled)
        if (take.run({ holder, now }).changes === 0) {
          freeWhenIdle.run(holder)
          return null
        }
        const row = next.get({ holder }) as WaitingWebhook | undefined
        return row
          ? {
              position: row.position,
              content: row.content,
              attempts: row.attempts,
            }
          : null
      }),
    release: (holder, handled) =>
      write(() => {
        if (handled !== undefined) end.run(Date.now(), handled)
        release.run(holder)
      }),
  }
}

/** Statements that delete webhooks, up to a number of webhooks, by a time of the clock. */
export const dropWebhooks = (slice: number): string[] => [
  `DELETE FROM webhooks WHERE position IN (SELECT position FROM webhooks
   WHERE handled_at < :now - ${webhookLifetime} OR stored_at < :now - ${unhandledLifetime}
     OR (handled_at IS NOT NULL AND position <= (SELECT max(position) FROM webhooks) - ${mostHandledWebhooks})
   LIMIT ${slice})`,
]
