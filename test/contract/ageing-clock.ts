import type { Clock } from '../../src/protocol/index.ts'

interface Task {
  due: number
  run: () => void
}

/** The machine's own time, which can be set forward: what falls due on the way runs at once, in order. */
export class AgeingClock implements Clock {
  #age = 0
  /** The machine's time while the clock is set forward: it costs no time of its own. */
  #stoppedAt: number | null = null
  readonly #tasks = new Set<Task>()

  now(): number {
    return (this.#stoppedAt ?? Date.now()) + this.#age
  }

  monotonic(): number {
    return this.now()
  }

  schedule(task: () => void, delay: number): () => void {
    const entry: Task = {
      due: this.now() + delay,
      run: () => {
        cancel()
        task()
      },
    }
    const timer = setTimeout(entry.run, delay).unref()
    const cancel = (): void => {
      clearTimeout(timer)
      this.#tasks.delete(entry)
    }
    this.#tasks.add(entry)
    return cancel
  }

  advance(ms: number): void {
    this.#stoppedAt = Date.now()
    const end = this.now() + ms
    for (;;) {
      const [next] = [...this.#tasks].filter(({ due }) => due <= end).toSorted((a, b) => a.due - b.due)
      if (!next) break
      this.#age += Math.max(0, next.due - this.now())
      next.run()
    }
    this.#age += end - this.now()
    this.#stoppedAt = null
  }
}
