import { mostStoredTasks, taskClaimLifetime, taskLifetime } from '../../server/internal.ts'
import type { StoredTask, TaskStore } from '../../server/index.ts'
import type { Connections } from './connections.ts'
import { databaseNow } from './cursors.ts'

const due = `${databaseNow} + ${taskLifetime}`
const add = `INSERT INTO rpk_tasks AS known (id, user_id, kind, percent, due_at) VALUES ($1, $2, $3, $4, ${due})
  ON CONFLICT (id) DO UPDATE SET percent = excluded.percent, due_at = excluded.due_at WHERE NOT known.is_claimed`
const renew = `UPDATE rpk_tasks AS task SET percent = renewed.percent, due_at = ${due}
  FROM unnest($1::text[], $2::double precision[]) AS renewed (id, percent)
  WHERE task.id = renewed.id AND NOT is_claimed RETURNING task.id`
// A task that ends later than a new one would end was renewed with a wrong clock.
const claim = `UPDATE rpk_tasks AS task SET is_claimed = true, due_at = ${databaseNow} + ${taskClaimLifetime}
  FROM (SELECT id FROM rpk_tasks WHERE due_at <= ${databaseNow} OR due_at > ${due}
    ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED) AS ended
  WHERE task.id = ended.id RETURNING task.id, user_id AS "userId", kind, percent`
const remove = 'DELETE FROM rpk_tasks WHERE id = ANY($1::text[])'

/** The running tasks, by the clock of the database. */
export function postgresTasks({ write, lease }: Connections): TaskStore {
  return {
    add: ({ id, userId, kind, percent }) =>
      write(async (client) => void (await client.query(add, [id, userId, kind, percent]))),
    renew(tasks) {
      // Sorted by id, so that two servers that lock the same rows do not deadlock.
      const sorted = tasks.toSorted((a, b) => (a.id < b.id ? -1 : 1))
      const values = [sorted.map(({ id }) => id), sorted.map(({ percent }) => percent)]
      return lease(async (client) =>
        (await client.query<{ id: string }>(renew, values)).rows.map(({ id }) => id),
      )
    },
    claim: (limit) =>
      // Not repeated: the tasks of a lost response are returned again when the claim has expired.
      write(async (client) => (await client.query<StoredTask>(claim, [limit])).rows),
    remove: (ids) => write(async (client) => void (await client.query(remove, [ids]))),
  }
}

/** Statements that delete tasks, up to a number of tasks. */
export const dropTasks = (slice: number): string[] => [
  `DELETE FROM rpk_tasks WHERE id IN
   (SELECT id FROM rpk_tasks ORDER BY due_at DESC OFFSET ${mostStoredTasks} LIMIT ${slice})`,
]
