import type { Clock } from '../../src/protocol/index.ts'

interface Task {
  due: number
  run: () => void
}

/** Time that stands still until it is moved. */
export class ManualClock implements Clock {
  #now = 1_700_000_000_000
  /** Where the time of the day begins on a machine whose clock was set. */
  #shift = 0
  readonly #tasks = new Set<Task>()

  get pending(): number {
    return this.#tasks.size
  }

  now(): number {
    return this.#now + this.#shift
  }

  monotonic(): number {
    return this.#now
  }

  /** Someone sets the clock of the machine by so many ms; time itself stands still. */
  set(by: number): void {
    this.#shift += by
  }

  schedule(task: () => void, delay: number): () => void {
    const entry = { due: this.#now + delay, run: task }
    this.#tasks.add(entry)
    return () => this.#tasks.delete(entry)
  }

  advance(ms: number): void {
    const end = this.#now + ms
    for (;;) {
      const [next] = [...this.#tasks].filter(({ due }) => due <= end).toSorted((a, b) => a.due - b.due)
      if (!next) break
      this.#tasks.delete(next)
      this.#now = Math.max(this.#now, next.due)
      next.run()
    }
    this.#now = end
  }
}
