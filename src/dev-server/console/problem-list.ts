import type { FeedProblem, FeedRecord } from '../../inspector/index.ts'

/** Maximum number of problems kept. */
export const mostProblems = 50

/** The newest distinct problems. A repeated problem increases its count. */
export class ProblemList {
  /** By their identity; the newest last. */
  readonly #problems = new Map<string, FeedProblem>()

  /** Adds a record. Ignores records that are not problems. */
  add(record: FeedRecord): void {
    if (!isProblem(record)) return
    const key = keyOf(record)
    const times = (this.#problems.get(key)?.times ?? 0) + 1
    this.#problems.delete(key)
    this.#problems.set(key, { ...record, times })
    const [oldest] = this.#problems.keys()
    if (this.#problems.size > mostProblems && oldest !== undefined) this.#problems.delete(oldest)
  }

  /** Newest first. */
  read(): FeedProblem[] {
    return [...this.#problems.values()].toReversed()
  }
}

/** Equal problems of different sockets are the same problem, and so are all problems of one endpoint. */
function keyOf({ kind, event, sender, socketId, channels }: FeedRecord): string {
  if (kind === 'webhook') return JSON.stringify([kind, event === 'refused' ? event : '', sender])
  return JSON.stringify([kind, event, sender === socketId ? '' : sender, channels])
}

function isProblem({ kind, event }: FeedRecord): boolean {
  return kind === 'refusal' || (kind === 'webhook' && event !== 'delivered' && event !== 'received')
}
