import { taskEvents } from '../../channels/internal.ts'
import type { TaskContent, TaskProgress } from '../../channels/internal.ts'
import type { Publisher } from './publisher.ts'

/** Work that reports its progress to its user, on `private-user-{userId}`. */
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

/**
 * Starts a task. After `complete` or `fail` it has ended and publishes nothing more; when one of them fails, the
 * task goes on.
 *
 * @param kind - the kind of content; readers get it as `kind`, and with the content as `content_type`, too
 */
export function createTask(publisher: Publisher, userId: string, kind: string): Task {
  const id = crypto.randomUUID()
  const channel = `private-user-${userId}`
  let percent = 0
  let isOver = false

  async function publish(event: string, data: TaskProgress | TaskContent): Promise<void> {
    await publisher.publish({ channel, events: [{ event, data }] })
  }

  async function end(event: string, data: TaskProgress | TaskContent): Promise<void> {
    if (isOver) return
    isOver = true
    try {
      await publish(event, data)
    } catch (error) {
      isOver = false
      throw error
    }
  }

  const reference = { task_id: id, kind }
  return {
    id,
    async progress(done, message = '') {
      if (isOver) return
      percent = Math.min(100, Math.max(0, done))
      await publish(taskEvents.progress, { ...reference, status: 'running', percent, message })
    },
    complete: (content) =>
      end(taskEvents.content, { ...content, ...reference, content_type: kind, status: 'completed' }),
    fail: (reason) => end(taskEvents.progress, { ...reference, status: 'failed', percent, message: reason }),
  }
}
