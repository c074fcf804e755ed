import type { FeedMinute, FeedRecord } from '../../inspector/index.ts'

const minute = 60_000
/** Number of minutes kept. */
export const mostMinutes = 60

/** Counts of the last 60 minutes, from records. */
export class MinuteCounters {
  readonly #now: () => number
  #minutes: FeedMinute[] = []

  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  count({ kind, event }: Pick<FeedRecord, 'kind' | 'event'>): void {
    const present = this.#present()
    if (kind === 'publish' || kind === 'client') present.events += 1
    else if (kind === 'connection' && event === 'connected') present.connections += 1
    else if (kind === 'refusal' || (kind === 'webhook' && isError(event))) present.errors += 1
  }

  /** Each of the last 60 minutes, the current one last; minutes without records count 0. */
  read(): FeedMinute[] {
    const last = startOf(this.#now())
    const known = new Map(this.#minutes.map((counted) => [counted.at, counted]))
    return Array.from({ length: mostMinutes }, (_, index) => {
      const at = last - (mostMinutes - 1 - index) * minute
      return { ...(known.get(at) ?? { at, events: 0, connections: 0, errors: 0 }) }
    })
  }

  #present(): FeedMinute {
    const at = startOf(this.#now())
    const newest = this.#minutes.at(-1)
    if (newest?.at === at) return newest
    const present = { at, events: 0, connections: 0, errors: 0 }
    // Removes minutes that are in the future because the clock was set back.
    this.#minutes = [...this.#minutes.filter((counted) => counted.at < at), present].slice(-mostMinutes)
    return present
  }
}

/** A failed attempt that is retried is not an error. */
function isError(event: string): boolean {
  return event === 'failed' || event === 'refused'
}

function startOf(at: number): number {
  return at - (at % minute)
}
