import { taskEvents } from '../../channels/internal.ts'
import type { TaskContent, TaskProgress } from '../../channels/internal.ts'
import type { StoredTask } from '../store/task-store.ts'
import type { OwnPublishing } from './own-publishing.ts'
import type { TaskWatch } from './task-watch.ts'

/**
 * A task that reports its progress to its user on `private-user-{userId}`.
 *
 * If the store has `tasks`, as `postgresStore` and `libsqlStore` have, another server reports the failure of a task
 * whose process has ended, or the same server does after a restart. The process renews its tasks every 5 s. A failure
 * is reported 30 to 35 s after the last renewal. Where processes live for one request, a task lives as long as its
 * process runs: if it is frozen for 30 s, it counts as ended, and a later request or `server.catchUp()` reports the
 * failure.
 */
export interface Task {
  /** A unique id; clients receive it as `task_id`. */
  readonly id: string
  /**
   * Publishes `progress.updated` with a percent from 0 to 100.
   *
   * @throws {@link HttpError} when the event cannot be sent
   */
  progress: (percent: number, message?: string) => Promise<void>
  /**
   * Publishes `content.generated`: the task is completed. The payload is the content with `task_id`, `kind`,
   * `content_type` (the kind) and the status `completed`. Put a title into `title`, and a link into `download_url` or
   * `url`.
   *
   * @throws {@link HttpError} when the event cannot be sent
   */
  complete: (content: Readonly<Record<string, unknown>>) => Promise<void>
  /**
   * Publishes `progress.updated` with the status `failed` and the last percent. The reason is shown to the user.
   *
   * @throws {@link HttpError} when the event cannot be sent
   */
  fail: (reason: string) => Promise<void>
}

/** The reason that is shown to the user when the task's process has ended. */
const interrupted = 'The task was interrupted.'

const channelOf = (userId: string) => `private-user-${userId}`
/** A task ends once, whichever server reports it. */
const endKey = (id: string) => `task-end:${id}`

/**
 * Starts a task. After `complete` or `fail` it publishes nothing more. If one of them fails, the task continues.
 *
 * @param kind - the kind of content; clients receive it as `kind`, and with the content also as `content_type`
 * @param watch - watches the task in the store; undefined without such a store
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

/** Publishes the failure of a task whose process has ended, unless its end was published before. */
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
    // The end was already published otherwise.
    if ((error as { code?: unknown } | null)?.code !== 'idempotency_conflict') throw error
  }
}
