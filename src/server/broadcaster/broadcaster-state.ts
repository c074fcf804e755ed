import type { Broadcaster, BroadcasterType } from './broadcaster.ts'

/** One backend in `GET /admin/broadcaster-status`. */
export interface BroadcasterReport {
  /** The name of the backend. */
  name: string
  /** What it is. */
  type: BroadcasterType
  /** `active` sends now, `standby` could, `limit_reached` and `failing` cannot. */
  status: 'active' | 'standby' | 'limit_reached' | 'failing'
  /** It can send. */
  available: boolean
  /** Its cluster; null without one. */
  cluster: string | null
  /** It is reached over TLS. */
  use_tls: boolean
  /** Count of messages that it took. */
  message_count: number
  /** Count of attempts that failed. */
  error_count: number
  /** It has a key and a secret. */
  configured: boolean
}

/** ms that a backend is left alone after all attempts failed, so that not every event waits for it. */
const restTime = 30_000
const day = 24 * 60 * 60_000

/** What became of one backend so far. */
export class BroadcasterState {
  readonly broadcaster: Broadcaster
  readonly #now: () => number
  #limitedUntil = 0
  #restsUntil = 0
  #messages = 0
  #errors = 0

  constructor(broadcaster: Broadcaster, now: () => number) {
    this.broadcaster = broadcaster
    this.#now = now
  }

  get status(): 'available' | 'limit_reached' | 'failing' {
    if (this.#now() < this.#limitedUntil) return 'limit_reached'
    return this.#now() < this.#restsUntil ? 'failing' : 'available'
  }

  get isAvailable(): boolean {
    return this.status === 'available'
  }

  sent(messages: number): void {
    this.#messages += messages
    this.#restsUntil = 0
  }

  failed(): void {
    this.#errors++
  }

  rest(): void {
    this.#restsUntil = this.#now() + restTime
  }

  /** Out of quota until the next day begins, at 00:00 UTC. @returns false when that was known */
  limit(): boolean {
    const known = this.status === 'limit_reached'
    this.#limitedUntil = (Math.floor(this.#now() / day) + 1) * day
    return !known
  }

  report(isActive: boolean): BroadcasterReport {
    const { name, type, cluster, useTls, key, secret } = this.broadcaster
    const { status } = this
    return {
      name,
      type,
      status: status === 'available' ? (isActive ? 'active' : 'standby') : status,
      available: status === 'available',
      cluster,
      use_tls: useTls,
      message_count: this.#messages,
      error_count: this.#errors,
      configured: key !== '' && secret !== '',
    }
  }
}
