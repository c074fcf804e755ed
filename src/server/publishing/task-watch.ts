import type { StoredWork } from '../background-work.ts'
import { HttpError } from '../http/request/http-error.ts'
import { atMost } from '../http/within.ts'
import type { ServerLog } from '../log.ts'
import type { StoredTask, TaskStore } from '../store/task-store.ts'

/** A running task of this process. */
export interface WatchedTask extends StoredTask {
  /** Called when another server has reported its failure. */
  onLost: () => void
}

export interface TaskWatchOptions {
  tasks: TaskStore
  /** Publishes the failure of a task, once per task. */
  publishFailure: (task: StoredTask) => Promise<void>
  log: ServerLog
}

/** ms between two renewals of the tasks of this process, and between two searches for tasks of others. */
const interval = 5000
/** Maximum number of tasks per renewal, and per search. */
const tasksAtOnce = 200
/** Maximum number of watched tasks. Beyond it, the one whose last progress is oldest is no longer watched. */
const mostWatched = 10_000

/** Renews the tasks of this process in the store, and reports the failure of tasks whose process has ended. */
export class TaskWatch implements StoredWork {
  readonly #options: TaskWatchOptions
  /** Ordered by their last progress, the oldest first. */
  readonly #tasks = new Map<string, WatchedTask & { isStored: boolean }>()
  /** Tasks that have ended and are still in the store. */
  readonly #ended = new Set<string>()
  /** Serializes accesses to the store, because a renewal must not follow the removal. */
  #last: Promise<void> = Promise.resolve()
  /** The next access, which has not begun. */
  #next: Promise<void> | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #isSearching = false
  #isFailing = false

  constructor(options: TaskWatchOptions) {
    this.#options = options
  }

  /** Number of tasks in memory. */
  get size(): number {
    return this.#tasks.size + this.#ended.size
  }

  add(task: WatchedTask): void {
    this.#tasks.set(task.id, { ...task, isStored: false })
    const [oldest] = this.#tasks.keys()
    if (this.#tasks.size > mostWatched && oldest !== undefined) void this.remove(oldest)
    void this.#write()
    this.#beatSoon()
  }

  /** Records the progress, which is written with the next renewal. */
  progress(id: string, percent: number): void {
    const task = this.#tasks.get(id)
    if (!task) return
    this.#tasks.delete(id)
    this.#tasks.set(id, { ...task, percent })
  }

  /** Called when a task has ended. Never rejects. If the task stays in the store, no failure is published for it. */
  remove(id: string): Promise<void> {
    if (!this.#tasks.delete(id)) return Promise.resolve()
    this.#ended.add(id)
    const [oldest] = this.#ended
    if (this.#ended.size > mostWatched && oldest !== undefined) this.#ended.delete(oldest)
    return this.#write()
  }

  start(): void {
    this.#isSearching = true
    this.#beatSoon()
  }

  settled(ms: number): Promise<void> {
    return atMost(ms, this.#last)
  }

  async catchUp(ms: number): Promise<number> {
    return (await atMost(ms, this.#reportEnded())) ?? 0
  }

  /** Stops the search. Running tasks are renewed as long as the process lives. */
  async close(): Promise<void> {
    this.#isSearching = false
    await atMost(interval, this.#last)
  }

  #beatSoon(): void {
    if (this.#timer !== undefined || (this.size === 0 && !this.#isSearching)) return
    try {
      this.#timer = setTimeout(() => void this.#beat(), interval)
      // The timer must not keep a process alive.
      ;(this.#timer as { unref?: () => void }).unref?.()
    } catch {
      // On platforms where a module may not start timers, the first request starts them.
    }
  }

  async #beat(): Promise<void> {
    await this.#write()
    await this.#inOrder(() => this.#renew())
    if (this.#isSearching) await this.#reportEnded().catch((error: unknown) => this.#failed(error))
    this.#timer = undefined
    this.#beatSoon()
  }

  /** Stores new tasks and removes those that have ended. */
  #write(): Promise<void> {
    this.#next ??= this.#inOrder(async () => {
      this.#next = undefined
      await this.#store()
      await this.#removeEnded()
    })
    return this.#next
  }

  #inOrder(access: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(access).catch((error: unknown) => this.#failed(error))
    return this.#last
  }

  async #answered<T>(access: Promise<T>): Promise<T> {
    const result = await access
    this.#isFailing = false
    return result
  }

  async #store(): Promise<void> {
    for (const { id, userId, kind, percent, isStored } of this.#tasks.values()) {
      if (isStored) continue
      await this.#answered(this.#options.tasks.add({ id, userId, kind, percent }))
      const task = this.#tasks.get(id)
      if (task) task.isStored = true
    }
  }

  async #removeEnded(): Promise<void> {
    while (this.#ended.size > 0) {
      const ids = [...this.#ended].slice(0, tasksAtOnce)
      await this.#answered(this.#options.tasks.remove(ids))
      for (const id of ids) this.#ended.delete(id)
    }
  }

  async #renew(): Promise<void> {
    const stored = [...this.#tasks.values()].filter(({ isStored }) => isStored)
    for (let done = 0; done < stored.length; done += tasksAtOnce) {
      const batch = stored.slice(done, done + tasksAtOnce)
      const renewed = new Set(await this.#answered(this.#options.tasks.renew(batch)))
      for (const { id, onLost } of batch) {
        if (renewed.has(id) || !this.#tasks.delete(id)) continue
        onLost()
        this.#options.log('warn', 'task reported as failed by another server', { task: id })
      }
    }
  }

  /** @returns number of tasks whose failure was published */
  async #reportEnded(): Promise<number> {
    const { tasks, publishFailure, log } = this.#options
    let count = 0
    for (const task of await this.#answered(tasks.claim(tasksAtOnce))) {
      try {
        await publishFailure(task)
        count++
        log('warn', 'task failed, because its process has ended', { task: task.id, kind: task.kind })
      } catch (error) {
        log('error', 'failure of a task could not be published', {
          task: task.id,
          reason: error instanceof Error ? error.message : 'unknown',
        })
        // Otherwise another attempt follows in 10 s.
        if (!(error instanceof HttpError) || error.status >= 500) continue
      }
      await tasks.remove([task.id])
    }
    return count
  }

  #failed(error: unknown): void {
    if (this.#isFailing) return
    this.#isFailing = true
    const reason = error instanceof Error ? error.message : 'unknown'
    this.#options.log('error', 'tasks could not be written or read', { reason })
  }
}
