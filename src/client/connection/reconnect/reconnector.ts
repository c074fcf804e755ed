import { readPusherError } from '../../lib/pusher-error-info.ts'
import type { ActiveClient } from '../../core/active-client.ts'
import { isBackoff, isRetriedAtOnce } from '../close-codes.ts'
import { watchPage, type PageActivity } from './page-activity.ts'
import { attemptsOf, type PusherAttempts } from './pusher-attempts.ts'
import { createRetrySchedule } from './retry-schedule.ts'

/** ms that an attempt may take; pusher-js's `unavailable` timeout is as long. */
const attemptTimeout = 10_000
/** ms until the first check of an attempt that follows no failure. */
const firstCheckDelay = 250
/** ms between two checks of a long attempt, ± 50 %. */
const checkInterval = 1000
/** ms to wait after a close code of the backoff range (4100–4199). */
const backoff = 1000
/**
 * A connection shorter than this, ms, is unstable. After several unstable connections in a row, attempts
 * become less frequent.
 */
const stableAfter = 5000
const maxUnstable = 5

/** Reconnects sooner than pusher-js (15, 45 and 105 s). */
export interface Reconnector {
  /** Epoch ms of the next attempt; null when none is planned. */
  readonly retryAt: number | null
  /** Starts reconnecting. Returns a function that stops it. */
  start: () => () => void
}

export interface ReconnectorOptions {
  /** `retryAt` changed. */
  onPlan: () => void
  /** An attempt started without a change of pusher-js's state. */
  onAttempt: () => void
  /** Returns numbers in [0, 1). @defaultValue Math.random */
  random?: () => number
}

/**
 *     up ──lost──► planned ──► attempt running ──connected──► up
 *                    ▲              │
 *                    └──refused, 10 s passed
 *     any ──disconnect(), close 4001–4099, another client, page hidden or offline──► nothing planned
 *
 * pusher-js's own retries stay enabled: a hidden page reconnects with them only.
 */
export function createReconnector(
  activeClient: ActiveClient,
  { onPlan, onAttempt, random = () => Math.random() }: ReconnectorOptions,
): Reconnector {
  const schedule = createRetrySchedule(random)
  let page: PageActivity | null = null
  let attempts: PusherAttempts | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let state: string | undefined
  let retryAt: number | null = null
  /** `performance.now()` times, ms. */
  let plannedFor = 0
  let startedAt = 0
  let notBefore = 0
  /** Null once the connection is lost. */
  let upSince: number | null = null
  let unstableCount = 0
  let closeCode: number | null = null
  /** pusher-js's retry is cancelled, so the planned attempt runs even when the page is hidden. */
  let isHeld = false

  const isPlanned = () => timer !== undefined
  const isWanted = () => state === 'connecting' || state === 'unavailable' || state === 'connected'

  /** @param delay - ms until the next attempt */
  function publish(delay: number | null) {
    retryAt = delay === null ? null : Math.round(Date.now() + delay)
    onPlan()
  }

  function cancel() {
    clearTimeout(timer)
    timer = undefined
    publish(null)
  }

  function wait(until: number) {
    clearTimeout(timer)
    timer = setTimeout(check, until - performance.now())
  }

  function plan(delay: number) {
    plannedFor = performance.now() + delay
    publish(delay)
    // During a longer pause, pusher-js would retry by itself.
    wait(Math.min(plannedFor, Math.max(startedAt + attemptTimeout, performance.now())))
  }

  function check() {
    timer = undefined
    const now = performance.now()
    const isWithinTimeout = now - startedAt < attemptTimeout
    if (isWithinTimeout && state !== 'connected' && attempts?.isUnderWay()) {
      if (now < plannedFor) return wait(plannedFor)
      return plan(Math.min(checkInterval * (0.5 + random()), startedAt + attemptTimeout - now))
    }
    if (now < plannedFor) {
      if (!isWithinTimeout) hold()
      publish(plannedFor - now)
      return wait(plannedFor)
    }
    attempt()
  }

  function hold() {
    attempts?.hold()
    isHeld = true
  }

  function attempt() {
    const before = state
    attempts?.start()
    // From `connected`, pusher-js changes its state, which `follow` handles.
    if (before === 'connected') return
    onAttempt()
    attemptStarted()
  }

  /** Called when an attempt has started. */
  function attemptStarted() {
    isHeld = false
    closeCode = null
    upSince = null
    startedAt = performance.now()
    if (page?.isActive) plan(schedule.next(startedAt))
    else cancel()
  }

  /** Called when an attempt has started that does not follow a failure. */
  function firstAttemptStarted() {
    unstableCount = 0
    attemptStarted()
    if (!isPlanned()) return
    publish(null)
    wait(startedAt + firstCheckDelay)
  }

  function follow() {
    const before = state
    state = activeClient.client?.connection.state
    if (!page || !attempts) return
    if (activeClient.isUp) {
      upSince ??= performance.now()
      schedule.reset()
      return cancel()
    }
    if (!isWanted()) {
      schedule.reset()
      return cancel()
    }
    if (state !== 'connecting' || before === state) return
    if (before === 'connected' || before === 'unavailable') {
      attempts.mark()
      attemptStarted()
    } else firstAttemptStarted()
  }

  /** pusher-js lost the connection, or was refused, and retries in `delay` ms. */
  function lost(delay: number) {
    if (!page || !attempts || isRetriedAtOnce(closeCode)) return
    // After a close code pusher-js starts two retry timers and loses the first; cancel it.
    attempts.hold()
    const now = performance.now()
    const isFirst = upSince !== null
    if (isFirst) unstableCount = now - (upSince ?? now) < stableAfter ? unstableCount + 1 : 0
    else if (state === 'connected') return
    upSince = null
    if (!page.isActive) return
    const mustWait = isBackoff(closeCode)
    notBefore = mustWait ? now + backoff : now
    startedAt = now
    const pause =
      !isFirst || unstableCount > maxUnstable
        ? Math.max(schedule.next(now), backoff)
        : schedule.first(now) + (mustWait ? backoff : 0)
    isHeld = pause >= delay
    // In a microtask, because pusher-js sets its timer after this event. A listener may start an attempt until then.
    const own = attempts
    queueMicrotask(() => {
      if (isHeld) own.hold()
    })
    plan(pause)
  }

  function returned() {
    if (!attempts || activeClient.isUp || !isWanted()) return
    const now = performance.now()
    const delay = Math.max(schedule.first(now), notBefore - now)
    if (isPlanned() && plannedFor <= now + delay) return
    // pusher-js starts an attempt when the network returns; let it run.
    if (state !== 'connected') startedAt = now
    plan(delay)
  }

  activeClient.onAttached((client) => {
    state = undefined
    attempts = attemptsOf(client)
  })
  activeClient.onDetached(() => {
    attempts = null
    cancel()
  })
  activeClient.onState(follow)
  activeClient.onWaiting(lost)
  activeClient.onError((trouble) => {
    const { code } = readPusherError(trouble)
    closeCode = code
    // The following attempt does not change the state.
    if (isRetriedAtOnce(code)) startedAt = performance.now()
  })

  return {
    get retryAt() {
      return retryAt
    },
    start() {
      const own = watchPage({
        returned,
        left() {
          if (isPlanned() && !isHeld) cancel()
        },
      })
      page = own
      return () => {
        own.stop()
        page = null
        cancel()
      }
    },
  }
}
