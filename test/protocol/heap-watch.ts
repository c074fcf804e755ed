import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** How much a long run leaves on the heap: measured after a warm-up, and at the end, behind a full collection. */
export class HeapWatch {
  readonly #warmUp: number
  #looks = 0
  #start = 0

  constructor(warmUp = 1000) {
    this.#warmUp = warmUp
  }

  look(): void {
    this.#looks += 1
    if (this.#looks === this.#warmUp) this.#start = used()
  }

  /** MB of growth since the warm-up; null before its end. */
  growth(): number | null {
    return this.#looks < this.#warmUp ? null : (used() - this.#start) / 1_048_576
  }

  summary(): string {
    return `heap grew by ${this.growth()?.toFixed(1) ?? '?'} MB after the warm-up`
  }
}

function used(): number {
  collect()
  return process.memoryUsage().heapUsed
}
