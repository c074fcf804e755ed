import type { ServerLog } from '../../log.ts'
import { typeName } from './http-error.ts'
import { isRefusal } from './rate-counter.ts'
import type { RateCounter } from './rate-counter.ts'

/** ms between attempts to reach the store again. */
const probePause = 1000
/** ms after which a pending attempt no longer prevents the next one. */
const probePatience = 10_000

/**
 * Counts in a store, and in memory while the store fails. All counters of a store share one state:
 *
 * ```text
 * in the store ──an error, or no response in time──> in memory
 *      ^                                               │
 *      └─────a response to the attempt of a request─────┘   one a second at most; the request does not wait for it
 * ```
 */
export class RateLimitOutage {
  readonly #timeout: number
  readonly #log: ServerLog
  #isDown = false
  #outages = 0
  #lastProbe = 0
  #openProbe: Promise<unknown> | null = null

  /** @param timeout - ms that a request waits for the store */
  constructor(timeout: number, log: ServerLog) {
    this.#timeout = timeout
    this.#log = log
  }

  counter(store: RateCounter, memory: RateCounter): RateCounter {
    return {
      consume: async (key) => {
        if (this.#isDown) {
          this.#probe(store, key)
          return memory.consume(key)
        }
        const outages = this.#outages
        try {
          return await inTime(ask(store, key), this.#timeout)
        } catch (error) {
          if (isRefusal(error)) throw error
          // A response to a call before the last outage does not show that the store works now.
          if (outages === this.#outages) this.#begin(error)
          return memory.consume(key)
        }
      },
    }
  }

  #begin(error: unknown): void {
    this.#isDown = true
    this.#outages++
    this.#lastProbe = performance.now()
    this.#log('warn', 'rate limit store failed, counting in memory', { reason: reasonOf(error) })
  }

  #probe(store: RateCounter, key: string): void {
    const pause = this.#openProbe ? probePatience : probePause
    if (performance.now() - this.#lastProbe < pause) return
    this.#lastProbe = performance.now()
    const answer = ask(store, key)
    this.#openProbe = answer
    const outages = this.#outages
    const end = () => {
      if (outages === this.#outages) this.#end()
    }
    // A rejection because of the limit is a response.
    inTime(answer, this.#timeout).then(end, (error: unknown) => void (isRefusal(error) && end()))
    const settled = () => void (this.#openProbe === answer && (this.#openProbe = null))
    answer.then(settled, settled)
  }

  #end(): void {
    if (!this.#isDown) return
    this.#isDown = false
    this.#log('info', 'rate limit store answers again')
  }
}

async function ask(store: RateCounter, key: string): Promise<unknown> {
  return store.consume(key)
}

function inTime(answer: Promise<unknown>, timeout: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error(`no answer in ${timeout} ms`))
    // After the process was paused, responses that have arrived are processed before the store counts as unavailable.
    let timer = setTimeout(() => (timer = setTimeout(late, 1)), timeout)
    answer.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

/** An error of several addresses has no message. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return `Expected an Error but got ${typeName(error)}`
  const { code } = error as { code?: unknown }
  return error.message || (typeof code === 'string' ? code : error.name)
}
