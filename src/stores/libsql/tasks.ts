import type Database from 'libsql'
import { mostStoredTasks, taskClaimLifetime, taskLifetime } from '../../server/internal.ts'
import type { StoredTask, TaskStore } from '../../server/index.ts'
import type { Transactions } from './transactions.ts'

/** The running tasks, by the clock of the machine. */
export function libsqlTasks(database: Database.Database, { write }: Transactions): TaskStore {
  const add = database.prepare(
    `INSERT INTO tasks (id, user_id, kind, percent, due_at, is_claimed) VALUES (?, ?, ?, ?, ?, 0)
     ON CONFLICT (id) DO UPDATE SET percent = excluded.percent, due_at = excluded.due_at WHERE NOT is_claimed`,
  )
  const renew = database.prepare('UPDATE tasks SET percent = ?, due_at = ? WHERE id = ? AND NOT is_claimed')
  // A task that ends later than a new one would end was renewed with a wrong clock.
  const ended = database.prepare(
    `SELECT id, user_id AS userId, kind, percent FROM tasks
     WHERE due_at <= :now OR due_at > :now + ${taskLifetime} ORDER BY due_at LIMIT :limit`,
  )
  const claim = database.prepare('UPDATE tasks SET is_claimed = 1, due_at = ? WHERE id = ?')
  const remove = database.prepare('DELETE FROM tasks WHERE id = ?')

  return {
    add: ({ id, userId, kind, percent }) =>
      write(() => void add.run(id, userId, kind, percent, Date.now() + taskLifetime)),
    renew: (tasks) =>
      write(() => {
        const dueAt = Date.now() + taskLifetime
        return tasks.flatMap(({ id, percent }) => (renew.run(percent, dueAt, id).changes === 1 ? [id] : []))
      }),
    claim: (limit) =>
      write(() => {
        const now = Date.now()
        return (ended.all({ now, limit }) as StoredTask[]).map(({ id, userId, kind, percent }) => {
          claim.run(now + taskClaimLifetime, id)
          return { id, userId, kind, percent }
        })
      }),
    remove: (ids) =>
      write(() => {
        for (const id of ids) remove.run(id)
      }),
  }
}

/** Statements that delete tasks, up to a number of tasks. */
export const dropTasks = (slice: number): string[] => [
  `DELETE FROM tasks WHERE id IN
   (SELECT id FROM tasks ORDER BY due_at DESC LIMIT ${slice} OFFSET ${mostStoredTasks})`,
]
