import type { LogLine } from './log-line.ts'

/** Approximate memory limit of queued lines, bytes. */
const capacity = 2 * 1024 * 1024
/** Bytes of a line besides its text. */
const lineOverhead = 200

export interface TakeLimits {
  /** Maximum lines of one batch. */
  lines: number
  /** Approximate maximum bytes of text in one batch. */
  bytes: number
  /** ms to wait for more lines after the first one. */
  window: number
}

/** The lines between the reader and the sender, in limited memory. When the queue is full, the reader waits. */
export class LineQueue {
  #lines: LogLine[] = []
  #cost = 0
  #ended = false
  #changed: (() => void)[] = []

  /** Resolves when there is room for the next line. */
  async put(line: LogLine): Promise<void> {
    this.#lines.push(line)
    this.#cost += cost(line)
    this.#notify()
    while (this.#cost > capacity) await this.#change()
  }

  /** Marks the end of the lines. */
  end(): void {
    this.#ended = true
    this.#notify()
  }

  /** The next batch, in order; empty at the end. */
  async take({ lines, bytes, window }: TakeLimits): Promise<LogLine[]> {
    while (this.#lines.length === 0 && !this.#ended) await this.#change()
    const deadline = performance.now() + window
    const timer = setTimeout(() => this.#notify(), window + 1)
    while (this.#lines.length < lines && this.#cost < bytes && !this.#ended) {
      if (performance.now() >= deadline) break
      await this.#change()
    }
    clearTimeout(timer)
    return this.#splice(lines, bytes)
  }

  #splice(lines: number, bytes: number): LogLine[] {
    let count = 0
    let taken = 0
    for (const line of this.#lines) {
      if (count === lines || (count > 0 && taken + cost(line) > bytes)) break
      taken += cost(line)
      count++
    }
    this.#cost -= taken
    const batch = this.#lines.splice(0, count)
    this.#notify()
    return batch
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#changed.push(resolve)
    })
  }

  #notify(): void {
    const waiting = this.#changed
    this.#changed = []
    for (const resolve of waiting) resolve()
  }
}

function cost({ text }: LogLine): number {
  return text.length * 2 + lineOverhead
}
