import { HttpError } from '../http/request/http-error.ts'
import { within } from '../http/within.ts'
import type { EventStore } from './event-store.ts'
import { StoreError } from './store-error.ts'

/** How long a failed read or write counts, ms, unless a later one succeeds. */
const failureCounts = 30_000
/** Timeout of a check, ms. */
const checkTimeout = 5000
/** How long the result of a check is reused, ms, because the health route is public. */
const checkHolds = 1000

/** A store with its health. */
export interface WatchedStore extends EventStore {
  /** Null while reads, writes and the check succeed; otherwise the reason, for the log. Never rejects. */
  trouble: () => Promise<string | null>
}

/**
 * Records the results of the last write and the last read, because checks succeed on a full disk while appends fail.
 */
export function watchStore(store: EventStore): WatchedStore {
  const writes = new Outcome()
  const reads = new Outcome()
  let check: { at: number; result: Promise<string | null> } | undefined

  function checked(): Promise<string | null> {
    if (check && performance.now() - check.at < checkHolds) return check.result
    const timeout = () => new Error(`The store did not respond within ${checkTimeout} ms.`)
    const result = within(
      checkTimeout,
      // A store may throw synchronously.
      (async () => store.check())(),
      timeout,
    ).then(() => null, reasonOf)
    check = { at: performance.now(), result }
    return result
  }

  const watched: Pick<WatchedStore, 'append' | 'history' | 'trouble'> = {
    append: (request) => writes.of(async () => store.append(request)),
    history: (query) => reads.of(async () => store.history(query)),
    trouble: async () => writes.failure ?? reads.failure ?? (await checked()),
  }
  // Other methods are called on the store itself, which may be a class with private fields.
  return new Proxy(store, {
    get(target, name) {
      if (Object.hasOwn(watched, name)) return watched[name as keyof typeof watched]
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  }) as WatchedStore
}

class Outcome {
  #failure: { at: number; reason: string } | undefined

  get failure(): string | null {
    const { at = 0, reason = null } = this.#failure ?? {}
    return performance.now() - at < failureCounts ? reason : null
  }

  async of<T>(work: () => Promise<T>): Promise<T> {
    try {
      const result = await work()
      this.#failure = undefined
      return result
    } catch (error) {
      if (!isTheCallers(error)) this.#failure = { at: performance.now(), reason: reasonOf(error) }
      throw error
    }
  }
}

/** A rejection, such as for an idempotency key of another request, is not a failure of the store. */
function isTheCallers(error: unknown): boolean {
  return (
    (error instanceof HttpError && error.status < 500) ||
    (error instanceof StoreError && error.code === 'idempotency_conflict')
  )
}

function reasonOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : 'unknown'
}
