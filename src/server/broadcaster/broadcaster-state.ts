import type { BroadcasterReport } from '../../channels/internal.ts'
import type { BackendChange, BackendCounts, BackendState } from '../store/backend-state-store.ts'
import { BroadcastError, SetupError } from './broadcaster.ts'
import type { Broadcaster, BroadcastFailure } from './broadcaster.ts'

/** ms that a backend is not used after all attempts failed, so that not every event waits for it. */
const restTime = 30_000
/** The longest pause of a backend that fails repeatedly, ms. */
const longestRest = 5 * 60_000
/** ms after which one message probes a backend that was over its quota: the clock or the plan may have changed. */
const quotaCheckTime = 15 * 60_000
const day = 24 * 60 * 60_000
/** Characters of a reason that other servers get. */
const longestReason = 500

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

  /** ms until it ends. */
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
  /** Until the day ends. */
  #limit: Pause | undefined
  /** Until one message may probe it. */
  #rest: Pause | undefined
  #restsInARow = 0
  /** While it lasts, the last failure counts as the state; after it, the next message decides. */
  #recent: Pause | undefined
  #failure: BroadcastError | undefined
  /** Not added to the store yet. */
  #messages = 0
  #errors = 0
  /** The counts in the store. */
  #stored = { messages: 0, errors: 0 }
  #version = 0
  #adoptions = 0
  /** A process that has just started may probe it although it rests. */
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
    this.#rest = new Pause(this.#now(), this.tryTime)
  }

  /** ms until another message may probe it, when one starts to. */
  get tryTime(): number {
    return this.status === 'limit_reached' ? quotaCheckTime : restTime
  }

  /**
   * @param adoptions - the count before the attempt: what another server reported meanwhile is newer
   * @returns true when it could not send before
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

  /** The name of its state in a store. Another app has another state. */
  get id(): string {
    return `${this.broadcaster.name} ${this.broadcaster.key}`
  }

  /** The version of the state in the store that this one was made of; 0 without a store. */
  get version(): number {
    return this.#version
  }

  /** Count of states that were taken from the store. */
  get adoptions(): number {
    return this.#adoptions
  }

  /** False for a failure of this server's own setup. */
  get concernsAll(): boolean {
    return !(this.#failure instanceof SetupError)
  }

  /** The counts that the store does not have yet. */
  get newCounts(): BackendCounts {
    return { backend: this.id, messages: this.#messages, errors: this.#errors }
  }

  /** The state for the store. */
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

  /** True once where a server that has just started may probe the backend. */
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

  /** The store has taken this state, which may have changed since. */
  wrote({ version }: BackendState): void {
    this.#version = version
  }

  /**
   * Takes a state from the store. Times longer than there are were written under a clock that was wrong.
   *
   * @param hasStarted - it is the first one that the server reads
   */
  adopt({ version, outOfQuotaFor, restsFor, rests, failure }: BackendState, hasStarted: boolean): void {
    const now = this.#now()
    const left = outOfQuotaFor > day ? 0 : outOfQuotaFor
    // The credentials of a server that has just started may be corrected ones.
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

  /** @param isShared - the answer of all servers is one: without times, which each of them has by its own clock */
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
  throttled: 'The backend is sent more than it takes.',
  quota: 'The quota of the day is used up.',
  refused: 'The backend refuses the credentials or the app.',
  rejected: 'The backend rejects the events.',
}
