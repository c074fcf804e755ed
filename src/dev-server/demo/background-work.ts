import { setMaxListeners } from 'node:events'
import { HttpError } from '../../server/index.ts'

/** Maximum number of concurrent tasks; further ones are refused with 503. */
export const mostWork = 20

/** Tasks that continue after the response to their request, until the server closes. */
export class BackgroundWork {
  readonly #underWay = new Map<string, Promise<void>>()
  readonly #end = new AbortController()

  constructor() {
    // Each task has one abort listener at a time.
    setMaxListeners(mostWork, this.#end.signal)
  }

  has(id: string): boolean {
    return this.#underWay.has(id)
  }

  /** @throws HttpError 503 when too many tasks run; must be called before a task publishes anything */
  assertRoom(): void {
    if (this.#underWay.size < mostWork && !this.#end.signal.aborted) return
    const message = `Expected fewer than ${mostWork} simultaneous demo runs and tasks; try again in a few seconds.`
    throw new HttpError(503, 'overloaded', message, { headers: { 'retry-after': '3' } })
  }

  /**
   * @param run - ends early when the signal aborts; its errors are ignored
   * @throws HttpError 503 when too many tasks run
   */
  start(id: string, run: (signal: AbortSignal) => Promise<void>): void {
    this.assertRoom()
    const work = run(this.#end.signal)
      .catch(() => {})
      .finally(() => this.#underWay.delete(id))
    this.#underWay.set(id, work)
  }

  /** Aborts the running tasks. Never rejects. */
  async close(): Promise<void> {
    this.#end.abort()
    await Promise.all(this.#underWay.values())
  }
}
