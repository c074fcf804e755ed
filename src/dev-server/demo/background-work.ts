import { setMaxListeners } from 'node:events'
import { HttpError } from '../../server/index.ts'

/** Pieces of work at one time; one more is refused with 503. */
export const mostWork = 20

/** Work that goes on after the answer to its request, until the server closes. */
export class BackgroundWork {
  readonly #underWay = new Map<string, Promise<void>>()
  readonly #end = new AbortController()

  constructor() {
    // Each piece waits for one thing at a time.
    setMaxListeners(mostWork, this.#end.signal)
  }

  has(id: string): boolean {
    return this.#underWay.has(id)
  }

  /** @throws HttpError 503 when too much is under way; ask before anything of the work is published */
  assertRoom(): void {
    if (this.#underWay.size < mostWork && !this.#end.signal.aborted) return
    const message = `Expected fewer than ${mostWork} demo runs and tasks at one time; start this one again in a few seconds.`
    throw new HttpError(503, 'overloaded', message, { headers: { 'retry-after': '3' } })
  }

  /**
   * @param run - ends early when the signal aborts; what it throws is its own affair
   * @throws HttpError 503 when too much is under way
   */
  start(id: string, run: (signal: AbortSignal) => Promise<void>): void {
    this.assertRoom()
    const work = run(this.#end.signal)
      .catch(() => {})
      .finally(() => this.#underWay.delete(id))
    this.#underWay.set(id, work)
  }

  /** Ends what is under way. Never rejects. */
  async close(): Promise<void> {
    this.#end.abort()
    await Promise.all(this.#underWay.values())
  }
}
