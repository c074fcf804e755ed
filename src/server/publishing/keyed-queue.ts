import { HttpError } from '../http/request/http-error.ts'
import { StoreError } from '../store/store-error.ts'

/** The limits of a queue. */
export interface QueueBounds {
  /** Tasks that run at the same time. */
  running: number
  /** Tasks that may wait; further ones are refused. */
  waiting: number
  /** ms that a task waits at most. */
  patience: number
}

interface Waiting {
  start: () => void
  timer: ReturnType<typeof setTimeout>
}

/** Tasks of one key that wait for those before them. */
export const mostWaitingForAKey = 1000
/** Tasks of all keys together. */
export const mostWaiting = 10_000

/** The limits of appends: with a locked or slow store, neither memory nor waiting time grows without bound. */
const channelBounds: QueueBounds = { running: 1, waiting: mostWaitingForAKey, patience: 5000 }

/** Runs tasks in order, a bounded count at the same time. Rejects when too many wait, or one waits too long. */
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
 * Runs tasks of the same key one after the other, those of different keys side by side. Rejects with a
 * {@link StoreError} when too many wait, of the key or of all, or one waits too long.
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

/** @param place - what the events wait for */
export function overloaded(place: string): HttpError {
  const message = `Expected fewer events that wait for ${place}; send this one again in a second.`
  return new HttpError(503, 'overloaded', message, { headers: { 'retry-after': '1' } })
}
