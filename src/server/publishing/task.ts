import { taskEvents } from '../../channels/internal.ts'
import type { TaskContent, TaskProgress } from '../../channels/internal.ts'
import type { StoredTask } from '../store/task-store.ts'
import type { OwnPublishing } from './own-publishing.ts'
import type { TaskWatch } from './task-watch.ts'

/**
 * Work that reports its progress to its user, on `private-user-{userId}`.
 *
 * With a store that has `tasks`, as `postgresStore` and `libsqlStore` have, the task of a process that ended is reported as
 * failed by another server, or after a restart: 30 s after its last renewal, and 5 s later at most; its process renews it every
 * 5 s. Where processes live for one request, a task lives as long as its process runs: one that is frozen for 30 s counts
 * as ended, and a later request or `server.catchUp()` reports it.
 */
export interface Task {
  /** Unique; readers get it as `task_id`. */
  readonly id: string
  /**
   * Publishes `progress.updated` with a percent from 0 to 100.
   *
   * @throws {@link HttpError} when the event cannot be sent
   */
  progress: (percent: number, message?: string) => Promise<void>
  /**
   * Publishes `content.generated`: the work is done. The payload is the content with `task_id`, `kind`, `content_type` (the
   * kind) and the status `completed`; a title is shown as `title`, a link as `download_url` or `url`.
   *
   * @throws {@link HttpError} when the event cannot be sent
   */
  complete: (content: Readonly<Record<string, unknown>>) => Promise<void>
  /**
   * Publishes `progress.updated` with the status `failed` at the last percent. The reason is shown to the
   * user.
   *
   * @throws {@link HttpError} when the event cannot be sent
   */
  fail: (reason: string) => Promise<void>
}

/** The reason that the user of a task gets whose process has ended. */
const interrupted = 'The task was interrupted.'

const channelOf = (userId: string) => `private-user-${userId}`
/** A task ends once, whichever server reports it. */
const endKey = (id: string) => `task-end:${id}`

/**
 * Starts a task. After `complete` or `fail` it has ended and publishes nothing more; when one of them fails, the
 * task goes on.
 *
 * @param kind - the kind of content; readers get it as `kind`, and with the content as `content_type`, too
 * @param watch - watches it in the store; undefined without such a store
 */
export function createTask(
  own: Pick<OwnPublishing, 'publish'>,
  userId: string,
  kind: string,
  watch: TaskWatch | undefined,
): Task {
  const id = crypto.randomUUID()
  const channel = channelOf(userId)
  let percent = 0
  let isOver = false
  watch?.add({ id, userId, kind, percent, onLost: () => (isOver = true) })

  async function end(event: string, data: TaskProgress | TaskContent): Promise<void> {
    if (isOver) return
    isOver = true
    try {
      if (watch) await publishEnd(own, id, channel, event, data)
      else await own.publish(channel, event, data)
    } catch (error) {
      isOver = false
      throw error
    }
    await watch?.remove(id)
  }

  const reference = { task_id: id, kind }
  return {
    id,
    async progress(done, message = '') {
      if (isOver) return
      percent = Math.min(100, Math.max(0, done))
      watch?.progress(id, percent)
      const data: TaskProgress = { ...reference, status: 'running', percent, message }
      await own.publish(channel, taskEvents.progress, data)
    },
    complete: (content) =>
      end(taskEvents.content, { ...content, ...reference, content_type: kind, status: 'completed' }),
    fail: (reason) => end(taskEvents.progress, { ...reference, status: 'failed', percent, message: reason }),
  }
}

/** Publishes that a task has failed whose process has ended, unless its end was published before. */
export async function publishInterruption(
  own: Pick<OwnPublishing, 'publish'>,
  { id, userId, kind, percent }: StoredTask,
): Promise<void> {
  const data: TaskProgress = { task_id: id, kind, status: 'failed', percent, message: interrupted }
  await publishEnd(own, id, channelOf(userId), taskEvents.progress, data)
}

async function publishEnd(
  own: Pick<OwnPublishing, 'publish'>,
  id: string,
  channel: string,
  event: string,
  data: TaskProgress | TaskContent,
): Promise<void> {
  try {
    await own.publish(channel, event, data, { idempotencyKey: endKey(id) })
  } catch (error) {
    // Another end of it was published.
    if ((error as { code?: unknown } | null)?.code !== 'idempotency_conflict') throw error
  }
}
