import { sha256Hex } from '../../protocol/index.ts'
import type { CounterDelta } from '../store/counter-store.ts'

/** Maximum number of names and labels in one period. */
const mostCounters = 5000
/** Maximum number of pending periods. While the store is unreachable, each minute starts a new one. */
const mostPeriods = 20
/** Duration of a period before any two are joined, ms. */
const shortestPeriod = 60_000
/** Maximum number of pending users, each counted once per period, name and label. */
const mostUsers = 100_000
/** Maximum number of cached hashes of users. */
const mostHashes = 10_000
/** Maximum number of users in one batch, to limit the duration of a write. */
const usersOfABatch = 2000
/** The name or label that replaces those beyond the limit. */
export const otherName = 'other'

/** A value to add to a counter. */
export interface Counted {
  group: string
  name: string
  label?: string
  sum: number
  max?: number
  user?: string | null
}

interface Counter {
  group: string
  name: string
  label: string
  sum: number
  max: number
  users: Set<string>
}

/** Counts of some seconds. */
export class Period {
  /** `performance.now()` of the first count. */
  readonly startedAt = performance.now()
  readonly #counters: Counter[] = []
  /** Nested by group, name and label: each event needs several look-ups, and these are faster than with a joined key. */
  readonly #groups = new Map<string, Map<string, Map<string, Counter>>>()

  /** @param hasRoom - true if another user may be kept @returns count of new users */
  count(counted: Counted, hasRoom: boolean): number {
    const counter = this.#counterOf(counted)
    counter.sum += counted.sum
    counter.max = Math.max(counter.max, counted.max ?? 0)
    const { user = null } = counted
    if (user === null || !hasRoom || counter.users.has(user)) return 0
    counter.users.add(user)
    return 1
  }

  /** Adds the counts of another period. @returns count of users in both periods */
  join(other: Period): number {
    let both = 0
    for (const { users, ...counted } of other.#counters) {
      const counter = this.#counterOf(counted)
      counter.sum += counted.sum
      counter.max = Math.max(counter.max, counted.max)
      for (const user of users) {
        if (counter.users.has(user)) both++
        else counter.users.add(user)
      }
    }
    return both
  }

  counters(): readonly Readonly<Counter>[] {
    return this.#counters
  }

  #counterOf({ group, name, label = '' }: Counted): Counter {
    const known = this.#groups.get(group)?.get(name)?.get(label)
    if (known) return known
    if (this.#counters.length >= mostCounters && name !== otherName) {
      return this.#counterOf({ group, name: otherName, sum: 0 })
    }
    const counter = { group, name, label, sum: 0, max: 0, users: new Set<string>() }
    this.#counters.push(counter)
    const names = this.#groups.get(group) ?? new Map<string, Map<string, Counter>>()
    const labels = names.get(name) ?? new Map<string, Counter>()
    this.#groups.set(group, names.set(name, labels.set(label, counter)))
    return counter
  }
}

/** Counts that are not stored yet, oldest first. */
export class PendingCounts {
  #periods: Period[] = []
  #length = shortestPeriod
  #users = 0

  get isEmpty(): boolean {
    return this.#periods.length === 0
  }

  count(counted: Counted): void {
    this.#users += this.#present().count(counted, this.#users < mostUsers)
  }

  /** Removes the oldest period if it began before a time, in the time of `performance.now()`. */
  take(before: number): Period | undefined {
    const [oldest] = this.#periods
    if (!oldest || oldest.startedAt > before) return undefined
    const period = this.#periods.shift()
    for (const { users } of period?.counters() ?? []) this.#users -= users.size
    if (this.isEmpty) this.#length = shortestPeriod
    return period
  }

  #present(): Period {
    const newest = this.#periods.at(-1)
    if (newest && performance.now() - newest.startedAt < this.#length) return newest
    if (this.#periods.length === mostPeriods) this.#joinPairs()
    const period = new Period()
    this.#periods.push(period)
    return period
  }

  /** Halves the number of periods. The longer an outage, the less exact the times of its counts. */
  #joinPairs(): void {
    this.#length *= 2
    this.#periods = this.#periods.filter((period, index) => {
      const next = this.#periods[index + 1]
      if (index % 2 === 0 && next) this.#users -= period.join(next)
      return index % 2 === 0
    })
  }
}

/** A batch without its number and the current ages. */
export interface WaitingBatch {
  startedAt: number
  deltas: Omit<CounterDelta, 'age'>[]
}

/** Creates batches from periods. */
export class BatchMaker {
  readonly #hashes = new Map<string, string>()

  /** Count of cached hashes. */
  get size(): number {
    return this.#hashes.size
  }

  /** @param rename - the name and label under which a counter is stored */
  batchesOf(
    period: Period,
    rename: (counter: Readonly<Counter>) => Pick<Counter, 'name' | 'label'>,
  ): WaitingBatch[] {
    const { startedAt } = period
    const renamed = new Period()
    for (const { users, ...counter } of period.counters()) {
      const counted = { ...counter, ...rename({ ...counter, users }) }
      renamed.count(counted, false)
      for (const user of users) renamed.count({ ...counted, sum: 0, user }, true)
    }
    const deltas = [...renamed.counters()]
    const first = deltas.map(({ users: _, ...counter }) => ({ ...counter, users: [] as string[] }))
    const batches = [{ startedAt, deltas: first }]
    let room = usersOfABatch
    for (const [index, { users, group, name, label }] of deltas.entries()) {
      const all = [...users].map((user) => this.#hashOf(user))
      for (let from = 0; from < all.length;) {
        if (room === 0) {
          batches.push({ startedAt, deltas: [] })
          room = usersOfABatch
        }
        const some = all.slice(from, from + room)
        from += some.length
        room -= some.length
        const own = batches.length === 1 ? first[index] : undefined
        if (own) own.users = some
        else batches.at(-1)?.deltas.push({ group, name, label, sum: 0, max: 0, users: some })
      }
    }
    return batches
  }

  #hashOf(user: string): string {
    const known = this.#hashes.get(user)
    if (known !== undefined) return known
    const hash = sha256Hex(user).slice(0, 16)
    if (this.#hashes.size >= mostHashes) this.#hashes.clear()
    this.#hashes.set(user, hash)
    return hash
  }
}
