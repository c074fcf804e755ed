import type { BroadcasterStatus, BroadcasterSwitch } from '../../channels/internal.ts'
import type { ServerLog } from '../log.ts'
import { BroadcasterState } from './broadcaster-state.ts'
import { SharedBackends } from './shared-backends.ts'
import type { BackendStateStore } from '../store/backend-state-store.ts'
import { BroadcastError, broadcastError } from './broadcaster.ts'
import type { Broadcaster, Message } from './broadcaster.ts'

/** A primary backend and its fallbacks. */
export interface BroadcasterSetOptions {
  /** The backend that is used while it is available. */
  primary: Broadcaster
  /** Backends to use, in this order, when the previous ones are unavailable. @defaultValue `[]` */
  fallbacks?: readonly Broadcaster[]
  /** Sends every event to all available backends. @defaultValue false */
  broadcastToAll?: boolean
  /** Returns the time, epoch ms. @defaultValue the server's `now`, by default the system clock */
  now?: () => number
  /** Delays before retries at one backend, ms. @defaultValue [200, 800] */
  retryDelays?: readonly number[]
}

/** Several backends that are used like one. */
export interface BroadcasterSet {
  /** The backend in use. */
  readonly active: Broadcaster
  /** All backends, the primary first. */
  readonly all: readonly Broadcaster[]
  /** True when every event is sent to all available backends. */
  readonly broadcastToAll: boolean
  /** Finds a backend by its name or app key. */
  find: (nameOrKey: string) => Broadcaster | undefined
  /**
   * Sends through the first available backend, or through all of them.
   *
   * @returns number of connections that received the messages; null when a backend does not report it
   * @throws {@link BroadcastError} when no backend accepted them; `accepted` is the number of first messages that one
   * backend accepted
   */
  send: (messages: readonly Message[]) => Promise<number | null>
  /**
   * Closes all connections of a signed-in user at every backend, including unavailable ones.
   *
   * @throws {@link BroadcastError} when one of them failed
   */
  terminateUser: (userId: string) => Promise<void>
  /**
   * Marks a backend as over its quota, for example when a connection of the app's server was closed with 4004 (Pusher
   * documentation, "Pusher Channels Protocol"). Do not call it for a client's request, because any client could then
   * disable the backend.
   */
  limitReached: (name: string) => void
  /** True while the primary is out of quota. */
  isLimited: () => boolean
  /** True when no backend is available and one failed within the last 30 s. Used-up quotas alone do not count. */
  isFailing: () => boolean
  /** The status of every backend. */
  status: () => BroadcasterStatus
  /** Why the backend of this name is unavailable, without confidential details; null when it is available. */
  reasonOf: (name: string) => string | null
}

const defaultRetryDelays = [200, 800]
/** The switches that `status()` reports. */
const mostSwitches = 20

/**
 * The backends with their states ({@link BroadcasterState}); selects the one that sends.
 *
 * @param store - shares the states between servers
 * @returns `sharing` only when there is something to share: the hub of `embedded()` belongs to this process
 */
export function broadcasterSet(
  options: BroadcasterSetOptions,
  log: ServerLog,
  store?: BackendStateStore,
): { broadcasters: BroadcasterSet; sharing: SharedBackends | undefined } {
  const { primary, fallbacks = [], broadcastToAll = false, retryDelays = defaultRetryDelays } = options
  const now = options.now ?? Date.now
  const all = [primary, ...fallbacks]
  const states = all.map((broadcaster) => new BroadcasterState(broadcaster, now))
  const toShare = states.filter(({ broadcaster }) => broadcaster.type !== 'embedded')
  const sharing =
    store && toShare.length > 0 ? new SharedBackends(store, toShare, log, logAdopted) : undefined
  let lastActive = primary.name
  const switches: BroadcasterSwitch[] = []

  for (const { name, cluster } of all) {
    log('info', `[${tag(name)}] Initialized successfully (cluster: ${cluster ?? 'none'})`)
    log('info', `[BROADCASTER_MANAGER] Added broadcaster: ${name}`)
  }
  log('info', `[BROADCASTER_MANAGER] Set primary broadcaster: ${primary.name}`)
  log('info', `[BROADCASTER_MANAGER] Initialized with ${title(primary.name)} as primary`)

  /**
   * The backends to try, in order: available ones, and those to be probed. If there is none, the backend that failed
   * most recently.
   */
  function usable(): BroadcasterState[] {
    const usual = states.filter(({ isAvailable, mayBeTried }) => isAvailable || mayBeTried)
    return usual.length > 0 ? usual : lastResort()
  }

  const lastResort = () => states.filter(({ status, mayBeTried }) => status === 'failing' && !mayBeTried)

  function activeState(): BroadcasterState {
    const able = states.find(({ isAvailable }) => isAvailable)
    return able ?? states.find(({ status }) => status === 'failing') ?? (states[0] as BroadcasterState)
  }

  /** @throws BroadcastError with the number of first messages that the backend accepted */
  async function attempt(state: BroadcasterState, messages: readonly Message[]): Promise<number | null> {
    // A backend that has failed gets one attempt only, so that other messages do not wait for retries.
    const delays = state.isAvailable ? retryDelays : []
    if (!state.isAvailable) state.startTry()
    const { adoptions } = state
    let accepted = 0
    for (let retry = 0; ; retry++) {
      try {
        const deliveries = await state.broadcaster.send(messages.slice(accepted))
        if (state.sent(messages.length - accepted, adoptions)) recovered(state)
        return accepted === 0 ? deliveries : null
      } catch (error) {
        const failure = broadcastError(error)
        accepted += failure.accepted
        state.tookSome(failure.accepted)
        state.failed()
        const delay = delays[retry]
        const mayRetry = failure.failure === 'retry' || failure.failure === 'throttled'
        if (mayRetry && delay !== undefined && state.isAvailable) {
          await new Promise((resolve) => setTimeout(resolve, delay))
          continue
        }
        if (failure.failure === 'quota') closeForToday(state, failure)
        else if (failure.failure !== 'rejected') rest(state, failure)
        throw broadcastError(failure, accepted - failure.accepted)
      }
    }
  }

  function closeForToday(state: BroadcasterState, failure?: BroadcastError): void {
    if (!state.limit(failure)) return
    sharing?.changed(state)
    log('warn', `[${tag(state.broadcaster.name)}] Rate limit reached, broadcaster disabled for this session`)
  }

  function rest(state: BroadcasterState, failure: BroadcastError): void {
    const isNew = state.rest(failure)
    sharing?.changed(state)
    if (!isNew) return
    const level = failure.failure === 'refused' ? 'error' : 'warn'
    log(level, `[${tag(state.broadcaster.name)}] Failing: ${failure.message}`)
  }

  function recovered(state: BroadcasterState): void {
    sharing?.changed(state)
    log('info', `[${tag(state.broadcaster.name)}] Sends again`)
  }

  function logAdopted(state: BroadcasterState, before: BroadcasterState['status']): void {
    if (state.status === before) return
    const reason = state.publicReason ?? 'It sends again.'
    log(
      state.isAvailable ? 'info' : 'warn',
      `[${tag(state.broadcaster.name)}] Another server reports: ${reason}`,
    )
  }

  /** One server at a time probes a backend, unless there is no other backend to try. */
  const mayTry = (state: BroadcasterState) =>
    state.isAvailable || !state.mayBeTried || !sharing || sharing.claim(state)

  async function sendByFirst(messages: readonly Message[], candidates = usable()): Promise<number | null> {
    let accepted = 0
    let lastFailure: BroadcastError | undefined
    for (const state of candidates) {
      const permission = mayTry(state)
      if (permission !== true && !(await permission)) continue
      try {
        const deliveries = await attempt(state, messages.slice(accepted))
        noteSwitch(state.broadcaster.name)
        return accepted === 0 ? deliveries : null
      } catch (error) {
        const failure = broadcastError(error)
        lastFailure = broadcastError(failure, accepted)
        accepted += failure.accepted
        if (failure.failure === 'rejected') throw lastFailure
      }
    }
    if (lastFailure) throw lastFailure
    const failing = lastResort()
    if (failing.length > 0 && candidates.length > 0) return sendByFirst(messages, failing)
    throw new BroadcastError('quota', 'Expected a backend that can send but none is available.')
  }

  /** A quota ends at midnight UTC without an event, so the switch back is noticed by the next message or report. */
  function noteSwitch(name: string): void {
    if (name === lastActive) return
    log('warn', `[BROADCASTER_MANAGER] ${name} took over from ${lastActive}`)
    switches.unshift({ at: new Date(now()).toISOString(), from: lastActive, to: name })
    if (switches.length > mostSwitches) switches.pop()
    lastActive = name
  }

  /** A message counts as delivered when one backend accepted it. */
  async function sendToAll(messages: readonly Message[]): Promise<number | null> {
    const candidates = usable()
    const isAllowed = await Promise.all(candidates.map(async (state) => mayTry(state)))
    const allowed = candidates.filter((_, index) => isAllowed[index])
    const chosen = allowed.length > 0 ? allowed : lastResort()
    const results = await Promise.allSettled(chosen.map((state) => attempt(state, messages)))
    const delivered = results.filter((result) => result.status === 'fulfilled')
    if (delivered.length === 0) {
      const failures = results.flatMap((result) =>
        result.status === 'rejected' ? [broadcastError(result.reason)] : [],
      )
      // When another backend may accept the event later, the event is not rejected.
      const failure = failures.find(({ failure: kind }) => kind !== 'rejected') ?? failures[0]
      const accepted = Math.max(0, ...failures.map((each) => each.accepted))
      throw failure
        ? broadcastError(failure, accepted - failure.accepted)
        : new BroadcastError('quota', 'Expected a backend that can send but none is available.')
    }
    const known = delivered.map(({ value }) => value).filter((value) => value !== null)
    return known.length === delivered.length ? known.reduce((sum, value) => sum + value, 0) : null
  }

  const broadcasters: BroadcasterSet = {
    get active() {
      return activeState().broadcaster
    },
    all,
    broadcastToAll,
    find: (nameOrKey) => all.find(({ name, key }) => name === nameOrKey || key === nameOrKey),
    send: broadcastToAll ? sendToAll : sendByFirst,
    terminateUser: async (userId) => {
      // Includes unavailable backends, because the user may be connected there.
      const results = await Promise.allSettled(all.map(async (backend) => backend.terminateUser(userId)))
      const failed = results.find((result) => result.status === 'rejected')
      if (failed) throw broadcastError(failed.reason)
    },
    limitReached(name) {
      const state = states.find(({ broadcaster }) => broadcaster.name === name)
      if (state) closeForToday(state)
    },
    isLimited: () => states[0]?.status === 'limit_reached',
    isFailing: () =>
      states.every(({ isAvailable }) => !isAvailable) && states.some(({ isFailing }) => isFailing),
    status() {
      const active = activeState()
      if (!broadcastToAll) noteSwitch(active.broadcaster.name)
      const isShared = sharing !== undefined
      // Servers that share the states notice a switch at different times.
      const hasSwitches = !isShared && switches.length > 0
      return {
        primary_broadcaster: primary.name,
        primary_available: states[0]?.isAvailable ?? false,
        total_broadcasters: all.length,
        available_broadcasters: states.filter(({ isAvailable }) => isAvailable).length,
        broadcast_to_all: broadcastToAll,
        broadcasters: states.map((state) => state.report(broadcastToAll || state === active, isShared)),
        ...(hasSwitches ? { switches: [...switches] } : {}),
      }
    },
    reasonOf: (name) => states.find(({ broadcaster }) => broadcaster.name === name)?.publicReason ?? null,
  }
  return { broadcasters, sharing }
}

function tag(name: string): string {
  return name.toUpperCase()
}

/** `Self hosted` for `self_hosted`. */
function title(name: string): string {
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1).replaceAll('_', ' ')}`
}
