import { HttpError } from '../http/request/http-error.ts'
import { StoreError } from '../store/store-error.ts'

/** The limits of a queue. */
export interface QueueBounds {
  /** Maximum number of concurrent tasks. */
  running: number
  /** Maximum number of waiting tasks; further ones are refused. */
  waiting: number
  /** Maximum time that a task waits, ms. */
  patience: number
}

interface Waiting {
  start: () => void
  timer: ReturnType<typeof setTimeout>
}

/** Maximum number of waiting tasks per key. */
export const mostWaitingForAKey = 1000
/** Maximum number of tasks of all keys. */
export const mostWaiting = 10_000

/** The limits of appends. With a locked or slow store, neither memory nor waiting time grows without bound. */
const channelBounds: QueueBounds = { running: 1, waiting: mostWaitingForAKey, patience: 5000 }

/** Runs tasks in order, with limited concurrency. Rejects when too many tasks wait, or one waits too long. */
export function boundedQueue({ running: most, waiting: longest, patience }: QueueBounds) {
  const queue = new Set<Waiting>()
  let running = 0

  function turn(): Promise<void> | undefined {
    if (running < most) {
      running++
      return undefined
    }
    if (queue.size >= longest) throw busy()
    return new Promise((start, reject) => {
      const timer = setTimeout(() => {
        queue.delete(waiting)
        reject(busy())
      }, patience)
      const waiting: Waiting = { start, timer }
      queue.add(waiting)
    })
  }

  function passOn(): void {
    const [next] = queue
    if (!next) {
      running--
      return
    }
    queue.delete(next)
    clearTimeout(next.timer)
    next.start()
  }

  return async <T>(task: () => Promise<T>): Promise<T> => {
    await turn()
    try {
      return await task()
    } finally {
      passOn()
    }
  }
}

/**
 * Runs tasks of the same key one after the other, and tasks of different keys concurrently. Rejects with a
 * {@link StoreError} when too many tasks wait, per key or in total, or one waits too long.
 */
export function keyedQueue(bounds = channelBounds): <T>(key: string, task: () => Promise<T>) => Promise<T> {
  const queues = new Map<string, { run: ReturnType<typeof boundedQueue>; tasks: number }>()
  let total = 0
  return async (key, task) => {
    if (total >= mostWaiting) throw busy()
    const queue = queues.get(key) ?? { run: boundedQueue(bounds), tasks: 0 }
    queues.set(key, queue)
    queue.tasks++
    total++
    try {
      return await queue.run(task)
    } finally {
      total--
      queue.tasks--
      if (queue.tasks === 0) queues.delete(key)
    }
  }
}

function busy(): StoreError {
  return new StoreError(
    'store_unavailable',
    'Expected the store to keep up but too many requests wait for it.',
  )
}

/** @param place - what the events are waiting for */
export function overloaded(place: string): HttpError {
  const message = `Expected fewer events that wait for ${place}; send this one again in a second.`
  return new HttpError(503, 'overloaded', message, { headers: { 'retry-after': '1' } })
}
