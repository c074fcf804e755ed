import type { Publisher } from './publisher.ts'

/** Work that tells its user how far it is, on `private-user-{userId}`. */
export interface Task {
  readonly id: string
  /** Publishes `progress.updated`. @param percent - from 0 to 100 */
  progress: (percent: number, message?: string) => Promise<void>
  /** Publishes `content.generated`: the work is done. */
  complete: (content: Readonly<Record<string, unknown>>) => Promise<void>
  /** Publishes `progress.updated` with the status `failed`. The reason is shown to the user. */
  fail: (reason: string) => Promise<void>
}

/**
 * Starts a task. After `complete` or `fail` it is over and publishes nothing more.
 *
 * @param kind - what is being made; readers get it as `content_type`
 */
export function createTask(publisher: Publisher, userId: string, kind: string): Task {
  const id = crypto.randomUUID()
  const channel = `private-user-${userId}`
  let isOver = false

  async function publish(event: string, data: Readonly<Record<string, unknown>>): Promise<void> {
    if (isOver) return
    isOver = data['status'] !== 'running'
    await publisher.publish({ channel, events: [{ event, data: { task_id: id, ...data } }] })
  }

  return {
    id,
    progress: (percent, message = '') =>
      publish('progress.updated', {
        kind,
        status: 'running',
        percent: Math.min(100, Math.max(0, percent)),
        message,
      }),
    complete: (content) =>
      publish('content.generated', { content_type: kind, status: 'completed', ...content }),
    fail: (reason) => publish('progress.updated', { kind, status: 'failed', percent: 100, message: reason }),
  }
}
