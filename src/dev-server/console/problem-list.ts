import type { FeedProblem, FeedRecord } from '../../inspector/index.ts'

/** Problems that are kept. */
export const mostProblems = 50

/** The newest different problems: one that comes again is counted, not listed again. */
export class ProblemList {
  /** By what makes them different; the newest last. */
  readonly #problems = new Map<string, FeedProblem>()

  /** Takes a record; those that are no problem are ignored. */
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

/** Each socket is another sender, but not another problem. An endpoint is one, whatever it is sent. */
function keyOf({ kind, event, sender, socketId, channels }: FeedRecord): string {
  if (kind === 'webhook') return JSON.stringify([kind, event === 'refused' ? event : '', sender])
  return JSON.stringify([kind, event, sender === socketId ? '' : sender, channels])
}

function isProblem({ kind, event }: FeedRecord): boolean {
  return kind === 'refusal' || (kind === 'webhook' && event !== 'delivered' && event !== 'received')
}
