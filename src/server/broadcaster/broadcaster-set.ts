import type { ServerLog } from '../log.ts'
import { BroadcasterState } from './broadcaster-state.ts'
import type { BroadcasterReport } from './broadcaster-state.ts'
import { BroadcastError } from './broadcaster.ts'
import type { Broadcaster, Message } from './broadcaster.ts'

/** A primary backend and those that take its place. */
export interface BroadcasterSetOptions {
  /** The backend that sends as long as it can. */
  primary: Broadcaster
  /** Take over, in this order, when the ones before them cannot send. @defaultValue `[]` */
  fallbacks?: readonly Broadcaster[]
  /** Every event goes to every backend that can send. @defaultValue false */
  broadcastToAll?: boolean
  /** The time, epoch ms. @defaultValue the clock of the machine */
  now?: () => number
  /** ms before each further attempt at one backend. @defaultValue [200, 800] */
  retryDelays?: readonly number[]
}

/** The answer of `GET /admin/broadcaster-status`. */
export interface BroadcasterStatus {
  /** The name of the primary backend. */
  primary_broadcaster: string
  /** The primary backend can send. */
  primary_available: boolean
  /** Count of all backends. */
  total_broadcasters: number
  /** Count of those that can send. */
  available_broadcasters: number
  /** Every event goes to every backend that can send. */
  broadcast_to_all: boolean
  /** Each backend as it is. */
  broadcasters: BroadcasterReport[]
}

/** Several backends that send as one. */
export interface BroadcasterSet {
  /** Who sends now. */
  readonly active: Broadcaster
  /** The primary first. */
  readonly all: readonly Broadcaster[]
  /** Every event goes to every backend that can send. */
  readonly broadcastToAll: boolean
  /** The backend of this name or app key. */
  find: (nameOrKey: string) => Broadcaster | undefined
  /**
   * Sends by the first backend that can, or by all.
   *
   * @returns count of connections that the messages went to; null where a backend does not tell
   * @throws {@link BroadcastError} when no backend took them
   */
  send: (messages: readonly Message[]) => Promise<number | null>
  /**
   * Closes all connections of a signed-in user, at every backend.
   *
   * @throws {@link BroadcastError} when a backend did not
   */
  terminateUser: (userId: string) => Promise<void>
  /**
   * Tells that a backend is over its quota, e.g. because a connection of the app's own was closed with 4004
   * (Pusher documentation, "Pusher Channels Protocol"). Never on a client's word: one client could switch the
   * backend off for everybody.
   */
  limitReached: (name: string) => void
  /** True while the primary is out of quota. */
  isLimited: () => boolean
  /** Each backend as it is. */
  status: () => BroadcasterStatus
}

const defaultRetryDelays = [200, 800]

/**
 * ```text
 * available ──quota──▶ limit_reached ──00:00 UTC──▶ available
 *     └──all attempts failed──▶ failing ──30 s──▶ available
 * ```
 */
export function broadcasterSet(options: BroadcasterSetOptions, log: ServerLog): BroadcasterSet {
  const { primary, fallbacks = [], broadcastToAll = false, retryDelays = defaultRetryDelays } = options
  const now = options.now ?? Date.now
  const all = [primary, ...fallbacks]
  const states = all.map((broadcaster) => new BroadcasterState(broadcaster, now))
  let lastActive = primary.name

  for (const { name, cluster } of all)
    log('info', `[${tag(name)}] Initialized successfully (cluster: ${cluster ?? 'none'})`)
  const names = fallbacks.map(({ name }) => name).join(', ') || 'none'
  log('info', `[BROADCASTER_MANAGER] Primary: ${primary.name}, fallbacks: ${names}`)

  /** Who may be asked, in order: one that just failed is better than nobody. */
  function usable(): BroadcasterState[] {
    const available = states.filter(({ isAvailable }) => isAvailable)
    return available.length > 0 ? available : states.filter(({ status }) => status === 'failing')
  }

  function activeState(): BroadcasterState {
    return usable()[0] ?? (states[0] as BroadcasterState)
  }

  async function attempt(state: BroadcasterState, messages: readonly Message[]): Promise<number | null> {
    for (let retry = 0; ; retry++) {
      try {
        const deliveries = await state.broadcaster.send(messages)
        state.sent(messages.length)
        return deliveries
      } catch (error) {
        const failure = toBroadcastError(error)
        state.failed()
        const delay = retryDelays[retry]
        const mayRetry = failure.failure === 'retry' || failure.failure === 'throttled'
        if (mayRetry && delay !== undefined) {
          await new Promise((resolve) => setTimeout(resolve, delay))
          continue
        }
        if (failure.failure === 'quota') closeForToday(state)
        else if (mayRetry) state.rest()
        throw failure
      }
    }
  }

  function closeForToday(state: BroadcasterState): void {
    if (!state.limit()) return
    log('warn', `[${tag(state.broadcaster.name)}] Rate limit reached, broadcaster disabled for this session`)
  }

  async function sendByFirst(messages: readonly Message[]): Promise<number | null> {
    let lastFailure: BroadcastError | undefined
    for (const state of usable()) {
      try {
        const deliveries = await attempt(state, messages)
        tellOfChange(state.broadcaster.name)
        return deliveries
      } catch (error) {
        lastFailure = toBroadcastError(error)
        if (lastFailure.failure === 'rejected') throw lastFailure
      }
    }
    throw (
      lastFailure ?? new BroadcastError('quota', 'Expected a backend that can send but none is available.')
    )
  }

  function tellOfChange(name: string): void {
    if (name === lastActive) return
    log('warn', `[BROADCASTER_MANAGER] ${name} took over from ${lastActive}`)
    lastActive = name
  }

  async function sendToAll(messages: readonly Message[]): Promise<number | null> {
    const results = await Promise.allSettled(usable().map((state) => attempt(state, messages)))
    const delivered = results.filter((result) => result.status === 'fulfilled')
    if (delivered.length === 0) {
      const failed = results.find((result) => result.status === 'rejected')
      throw toBroadcastError(failed?.reason ?? 'Expected a backend that can send but none is available.')
    }
    const known = delivered.map(({ value }) => value).filter((value) => value !== null)
    return known.length === delivered.length ? known.reduce((sum, value) => sum + value, 0) : null
  }

  return {
    get active() {
      return activeState().broadcaster
    },
    all,
    broadcastToAll,
    find: (nameOrKey) => all.find(({ name, key }) => name === nameOrKey || key === nameOrKey),
    send: broadcastToAll ? sendToAll : sendByFirst,
    terminateUser: async (userId) => {
      await Promise.allSettled(
        states
          .filter(({ isAvailable }) => isAvailable)
          .map(({ broadcaster }) => broadcaster.terminateUser(userId)),
      )
    },
    limitReached(name) {
      const state = states.find(({ broadcaster }) => broadcaster.name === name)
      if (state) closeForToday(state)
    },
    isLimited: () => states[0]?.status === 'limit_reached',
    status: () => ({
      primary_broadcaster: primary.name,
      primary_available: states[0]?.isAvailable ?? false,
      total_broadcasters: all.length,
      available_broadcasters: states.filter(({ isAvailable }) => isAvailable).length,
      broadcast_to_all: broadcastToAll,
      broadcasters: states.map((state) => state.report(state === activeState())),
    }),
  }
}

function tag(name: string): string {
  return name.toUpperCase()
}

function toBroadcastError(error: unknown): BroadcastError {
  if (error instanceof BroadcastError) return error
  const message = error instanceof Error ? error.message : String(error)
  return new BroadcastError('retry', message, null, error)
}
