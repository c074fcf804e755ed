import type { BroadcasterReport } from '../../channels/internal.ts'
import type { BackendChange, BackendCounts, BackendState } from '../store/backend-state-store.ts'
import { BroadcastError, SetupError } from './broadcaster.ts'
import type { Broadcaster, BroadcastFailure } from './broadcaster.ts'

/** How long a backend is not used after all attempts failed, ms, so that events do not wait for it. */
const restTime = 30_000
/** The longest pause of a backend that fails repeatedly, ms. */
const longestRest = 5 * 60_000
/**
 * ms after which one message probes a backend that is over its quota, because the clock or the plan may have changed.
 */
const quotaCheckTime = 15 * 60_000
const day = 24 * 60 * 60_000
/** Maximum number of characters of a reason that is shared with other servers. */
const longestReason = 500

/** A pause by the system clock. When the clock is set back, the pause ends instead of lasting for days. */
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

  /** ms until the pause ends. */
  left(now: number): number {
    return this.isOver(now) ? 0 : this.#start + this.#ms - now
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
  /** Lasts until the end of the day. */
  #limit: Pause | undefined
  /** Lasts until one message may probe the backend. */
  #rest: Pause | undefined
  #restsInARow = 0
  /** During this time the last failure is the state; afterwards the next message decides. */
  #recent: Pause | undefined
  #failure: BroadcastError | undefined
  /** Counts that are not added to the store yet. */
  #messages = 0
  #errors = 0
  /** The counts in the store. */
  #stored = { messages: 0, errors: 0 }
  #version = 0
  #adoptions = 0
  /** Allows a process that has just started to probe the backend during its pause. */
  #mayTryOnce = false

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

  /** True when the backend is unavailable and one message may probe it. */
  get mayBeTried(): boolean {
    return !this.isAvailable && (this.#rest?.isOver(this.#now()) ?? true)
  }

  /** True when it failed within the last 30 s and has not sent since. */
  get isFailing(): boolean {
    return this.status === 'failing' && this.#recent?.isOver(this.#now()) === false
  }

  /** Why it is unavailable, without confidential details; null when it is available. */
  get publicReason(): string | null {
    const { status } = this
    if (status === 'available') return null
    if (status === 'limit_reached') return reasons.quota
    if (this.#failure instanceof SetupError) return this.#failure.message
    const { failure = 'retry', status: answer = null } = this.#failure ?? {}
    return answer === null ? reasons[failure] : `${reasons[failure]} It answered ${answer}.`
  }

  /** Starts a probe. No other message uses the backend until the probe ends. */
  startTry(): void {
    this.#rest = new Pause(this.#now(), this.tryTime)
  }

  /** ms until the next message may probe it, after a probe starts. */
  get tryTime(): number {
    return this.status === 'limit_reached' ? quotaCheckTime : restTime
  }

  /**
   * @param adoptions - the count before the attempt; a state that another server reported since is newer
   * @returns true when it was unavailable before
   */
  sent(messages: number, adoptions: number): boolean {
    this.#messages += messages
    if ((!this.#failure && !this.#limit) || adoptions !== this.#adoptions) return false
    this.#failure = undefined
    this.#limit = undefined
    this.#rest = undefined
    this.#restsInARow = 0
    return true
  }

  /** Adds messages that were accepted before one that was refused. */
  tookSome(messages: number): void {
    this.#messages += messages
  }

  failed(): void {
    this.#errors++
  }

  /** All attempts failed. @returns true when it was available before */
  rest(failure: BroadcastError): boolean {
    const isNew = this.isAvailable
    this.#limit = undefined
    this.#failure = failure
    this.#recent = new Pause(this.#now(), restTime)
    this.#rest = new Pause(this.#now(), Math.min(longestRest, restTime * 2 ** this.#restsInARow++))
    return isNew
  }

  /** Over quota until the next day begins, at 00:00 UTC. @returns false when that was known */
  limit(failure?: BroadcastError): boolean {
    const isNew = this.status !== 'limit_reached'
    const now = this.#now()
    this.#failure = failure
    this.#limit = new Pause(now, day - (((now % day) + day) % day))
    this.#rest = new Pause(now, quotaCheckTime)
    return isNew
  }

  /** The key of its state in a store. Different apps have different keys. */
  get id(): string {
    return `${this.broadcaster.name} ${this.broadcaster.key}`
  }

  /** The version in the store that this state is based on; 0 without a store. */
  get version(): number {
    return this.#version
  }

  /** Number of states that were taken from the store. */
  get adoptions(): number {
    return this.#adoptions
  }

  /** False when the failure is caused by this server's own setup. */
  get concernsAll(): boolean {
    return !(this.#failure instanceof SetupError)
  }

  /** The counts that are not in the store yet. */
  get newCounts(): BackendCounts {
    return { backend: this.id, messages: this.#messages, errors: this.#errors }
  }

  /** The state to write to the store. */
  get change(): BackendChange {
    const { failure, status = null, message = '' } = this.#failure ?? {}
    return {
      backend: this.id,
      version: this.#version,
      outOfQuota: this.status === 'limit_reached',
      restsFor: this.#rest?.left(this.#now()) ?? 0,
      rests: this.#restsInARow,
      failure: failure === undefined ? null : { failure, status, message: message.slice(0, longestReason) },
    }
  }

  /** True once, when a server that has just started may probe the backend. */
  takeFirstTry(): boolean {
    const mayTry = this.#mayTryOnce
    this.#mayTryOnce = false
    return mayTry
  }

  /** The store has added `added` to its counts. */
  count({ messages, errors }: BackendCounts, added: BackendCounts): void {
    this.#messages -= added.messages
    this.#errors -= added.errors
    this.#stored = { messages, errors }
  }

  /** The store has accepted this state, which may have changed since. */
  wrote({ version }: BackendState): void {
    this.#version = version
  }

  /**
   * Takes a state from the store. Implausibly long times were written with a wrong clock, and are shortened.
   *
   * @param hasStarted - true for the first state that the server reads
   */
  adopt({ version, outOfQuotaFor, restsFor, rests, failure }: BackendState, hasStarted: boolean): void {
    const now = this.#now()
    const left = outOfQuotaFor > day ? 0 : outOfQuotaFor
    // The credentials of a server that has just started may have been corrected.
    this.#mayTryOnce = hasStarted && failure?.failure === 'refused'
    const rest = restsFor > quotaCheckTime || this.#mayTryOnce ? 0 : restsFor
    this.#adoptions++
    this.#version = version
    this.#failure = failure ? new BroadcastError(failure.failure, failure.message, failure.status) : undefined
    this.#limit = left > 0 || failure?.failure === 'quota' ? new Pause(now, left) : undefined
    this.#rest = new Pause(now, rest)
    this.#restsInARow = rests
    this.#recent = new Pause(now, Math.min(rest, restTime))
  }

  /**
   * @param isShared - the report must be the same on all servers: without times, which depend on each server's clock
   */
  report(isActive: boolean, isShared: boolean): BroadcasterReport {
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
      message_count: this.#stored.messages + this.#messages,
      error_count: this.#stored.errors + this.#errors,
      configured: key !== '' && secret !== '',
      ...(reason === null ? {} : { reason }),
      ...(status === 'available' || isShared ? {} : { retry_in: this.#rest?.left(this.#now()) ?? 0 }),
    }
  }
}

const reasons: Readonly<Record<BroadcastFailure, string>> = {
  retry: 'The backend fails or cannot be reached.',
  throttled: 'The backend receives more than it accepts.',
  quota: 'The quota of the day is used up.',
  refused: 'The backend refuses the credentials or the app.',
  rejected: 'The backend rejects the events.',
}
