import type { FeedProblem, FeedRecord } from '../../inspector/index.ts'

/** Problems that are kept. */
export const mostProblems = 5

/** The newest different problems: one that comes again is counted, not listed again. */
export class ProblemList {
  /** By what makes them different; the newest last. */
  readonly #problems = new Map<string, FeedProblem>()

  /** Takes a record; those that are no problem are ignored. */
  add(record: FeedRecord): void {
    if (!isProblem(record)) return
    const { kind, event, sender, socketId, channels } = record
    // Each socket is another sender, but not another problem.
    const key = JSON.stringify([kind, event, sender === socketId ? '' : sender, channels])
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

function isProblem({ kind, event }: FeedRecord): boolean {
  return kind === 'refusal' || (kind === 'webhook' && event !== 'delivered')
}
