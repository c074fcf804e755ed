import type { Publisher } from './publisher.ts'

/** Work that tells its user how far it is, on `private-user-{userId}`. */
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
   * Publishes `content.generated`: the work is done.
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
 * Starts a task. After `complete` or `fail` it is over and publishes nothing more; one of them that could not be
 * published ends nothing.
 *
 * @param kind - what is being made; readers get it as `content_type`
 */
export function createTask(publisher: Publisher, userId: string, kind: string): Task {
  const id = crypto.randomUUID()
  const channel = `private-user-${userId}`
  let percent = 0
  let isOver = false

  async function publish(event: string, data: Readonly<Record<string, unknown>>): Promise<void> {
    await publisher.publish({ channel, events: [{ event, data: { ...data, task_id: id } }] })
  }

  async function end(event: string, data: Readonly<Record<string, unknown>>): Promise<void> {
    if (isOver) return
    isOver = true
    try {
      await publish(event, data)
    } catch (error) {
      isOver = false
      throw error
    }
  }

  return {
    id,
    async progress(done, message = '') {
      if (isOver) return
      percent = Math.min(100, Math.max(0, done))
      await publish('progress.updated', { kind, status: 'running', percent, message })
    },
    complete: (content) => end('content.generated', { ...content, content_type: kind, status: 'completed' }),
    fail: (reason) => end('progress.updated', { kind, status: 'failed', percent, message: reason }),
  }
}
