import { SetupError } from './broadcaster.ts'
import type { BroadcastError, Broadcaster, BroadcasterType, BroadcastFailure } from './broadcaster.ts'

/** One backend in `GET /admin/broadcaster-status`. */
export interface BroadcasterReport {
  /** The name of the backend. */
  name: string
  /** What it is. */
  type: BroadcasterType
  /** `active` sends now, `standby` can send, `limit_reached` and `failing` cannot. */
  status: 'active' | 'standby' | 'limit_reached' | 'failing'
  /** It can send. */
  available: boolean
  /** Its cluster; null without one. */
  cluster: string | null
  /** It is reached over TLS. */
  use_tls: boolean
  /** Count of messages that it accepted. */
  message_count: number
  /** Count of attempts that failed. */
  error_count: number
  /** It has a key and a secret. */
  configured: boolean
  /** Why it cannot send, with the answer of the backend. @defaultValue none: it can send */
  reason?: string
}

/** ms that a backend is not used after all attempts failed, so that not every event waits for it. */
const restTime = 30_000
/** The longest pause of a backend that fails repeatedly, ms. */
const longestRest = 5 * 60_000
/** ms after which one message probes a backend that was over its quota: the clock or the plan may have changed. */
const quotaCheckTime = 15 * 60_000
const day = 24 * 60 * 60_000

/** A pause by the clock of the machine. When the clock is set back, the pause ends instead of lasting for days. */
class Pause {
  readonly #start: number
  readonly #ms: number

  constructor(start: number, ms: number) {
    this.#start = start
    this.#ms = ms
  }

  isOver(now: number): boolean {
    return now < this.#start || now - this.#start >= this.#ms
  }
}

/**
 * The state of one backend.
 *
 * ```text
 * available ──quota──▶ limit_reached ──00:00 UTC, or one message every 15 min is taken──▶ available
 *     └──all attempts failed──▶ failing ──one message after 30 s (60, 120 … 300 s) is taken──▶ available
 * ```
 */
export class BroadcasterState {
  readonly broadcaster: Broadcaster
  readonly #now: () => number
  /** Until the day ends. */
  #limit: Pause | undefined
  /** Until one message may probe it. */
  #rest: Pause | undefined
  #restsInARow = 0
  /** While it lasts, the last failure counts as the state; after it, the next message decides. */
  #recent: Pause | undefined
  #failure: BroadcastError | undefined
  #messages = 0
  #errors = 0

  constructor(broadcaster: Broadcaster, now: () => number) {
    this.broadcaster = broadcaster
    this.#now = now
  }

  get status(): 'available' | 'limit_reached' | 'failing' {
    if (this.#limit && !this.#limit.isOver(this.#now())) return 'limit_reached'
    return this.#failure && !this.#limit ? 'failing' : 'available'
  }

  get isAvailable(): boolean {
    return this.status === 'available'
  }

  /** It cannot send, and one message may probe it. */
  get mayBeTried(): boolean {
    return !this.isAvailable && (this.#rest?.isOver(this.#now()) ?? true)
  }

  /** It failed within the last 30 s, and has not sent since. */
  get isFailing(): boolean {
    return this.status === 'failing' && this.#recent?.isOver(this.#now()) === false
  }

  /** Why it cannot send, without confidential details; null while it can. */
  get publicReason(): string | null {
    const { status } = this
    if (status === 'available') return null
    if (status === 'limit_reached') return reasons.quota
    if (this.#failure instanceof SetupError) return this.#failure.message
    const { failure = 'retry', status: answer = null } = this.#failure ?? {}
    return answer === null ? reasons[failure] : `${reasons[failure]} It answered ${answer}.`
  }

  /** Starts the probe: until it has ended, no other message uses the backend. */
  startTry(): void {
    const { status } = this
    this.#rest = new Pause(this.#now(), status === 'limit_reached' ? quotaCheckTime : restTime)
  }

  /** @returns true when it could not send before */
  sent(messages: number): boolean {
    this.#messages += messages
    if (!this.#failure && !this.#limit) return false
    this.#failure = undefined
    this.#limit = undefined
    this.#rest = undefined
    this.#restsInARow = 0
    return true
  }

  /** Counts messages that it accepted before one that it refused. */
  tookSome(messages: number): void {
    this.#messages += messages
  }

  failed(): void {
    this.#errors++
  }

  /** All attempts failed. @returns true when it could send before */
  rest(failure: BroadcastError): boolean {
    const isNew = this.isAvailable
    this.#limit = undefined
    this.#failure = failure
    this.#recent = new Pause(this.#now(), restTime)
    this.#rest = new Pause(this.#now(), Math.min(longestRest, restTime * 2 ** this.#restsInARow++))
    return isNew
  }

  /** Out of quota until the next day begins, at 00:00 UTC. @returns false when that was known */
  limit(failure?: BroadcastError): boolean {
    const isNew = this.status !== 'limit_reached'
    const now = this.#now()
    this.#failure = failure
    this.#limit = new Pause(now, day - (((now % day) + day) % day))
    this.#rest = new Pause(now, quotaCheckTime)
    return isNew
  }

  report(isActive: boolean): BroadcasterReport {
    const { name, type, cluster, useTls, key, secret } = this.broadcaster
    const { status } = this
    const reason = status === 'available' ? null : (this.#failure?.message ?? this.publicReason)
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
      ...(reason === null ? {} : { reason }),
    }
  }
}

const reasons: Readonly<Record<BroadcastFailure, string>> = {
  retry: 'The backend fails or cannot be reached.',
  throttled: 'The backend is sent more than it takes.',
  quota: 'The quota of the day is used up.',
  refused: 'The backend refuses the credentials or the app.',
  rejected: 'The backend rejects the events.',
}
