import { readPusherError } from '../../lib/pusher-error-info.ts'
import type { ActiveClient } from '../../core/active-client.ts'
import { isBackoff, isRetriedAtOnce } from '../close-codes.ts'
import { watchPage, type PageActivity } from './page-activity.ts'
import { attemptsOf, type PusherAttempts } from './pusher-attempts.ts'
import { createRetrySchedule } from './retry-schedule.ts'

/** ms that an attempt may take; pusher-js calls the connection unavailable after as long. */
const patience = 10_000
/** ms until the first look at an attempt that nothing went before: it may well succeed. */
const firstLook = 250
/** ms between two looks at an attempt that takes long, ± 50 %. */
const lookInterval = 1000
/** ms that Pusher wants a client to wait after a close that asks for a pause. */
const backoff = 1000
/** ms that a connection lasts at least, and how many in a row may last less before tries become rare. */
const steadyFor = 5000
const mostUnsteady = 5

/** Tries again while nothing is connected, sooner than pusher-js (15, 45 and 105 s) would. */
export interface Reconnector {
  /** Epoch ms of the next try; null while none is planned. */
  readonly retryAt: number | null
  /** Tries from now on, until the returned function is called. */
  start: () => () => void
}

export interface ReconnectorOptions {
  /** `retryAt` changed. */
  onPlan: () => void
  /** An attempt started while pusher-js's state stays what it is. */
  onAttempt: () => void
  /** Numbers in [0, 1). @defaultValue Math.random */
  random?: () => number
}

/**
 *     up ──lost──► planned ──► attempt under way ──greeting──► up
 *                    ▲              │
 *                    └──refused, 10 s passed
 *     any ──disconnect(), close 4001–4099, another client, page hidden or offline──► nothing planned
 *
 * pusher-js's own tries stay in place beneath: they are what a hidden page has.
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
  /** Times of the monotonic clock, ms. */
  let plannedFor = 0
  let startedAt = 0
  let notBefore = 0
  /** Null once the loss was seen. */
  let upSince: number | null = null
  let unsteady = 0
  let closeCode: number | null = null
  /** pusher-js has nothing planned any more: our try comes whatever the page does. */
  let isHeld = false

  const isPlanned = () => timer !== undefined
  const isWanted = () => state === 'connecting' || state === 'unavailable' || state === 'connected'

  /** @param delay - ms until the next try */
  function publish(delay: number | null) {
    const next = delay === null ? null : Math.round(Date.now() + delay)
    if (retryAt === next) return
    retryAt = next
    onPlan()
  }

  function cancel() {
    clearTimeout(timer)
    timer = undefined
    publish(null)
  }

  function wait(until: number) {
    clearTimeout(timer)
    timer = setTimeout(look, until - performance.now())
  }

  function plan(delay: number) {
    plannedFor = performance.now() + delay
    publish(delay)
    // pusher-js would try by itself in a pause longer than this.
    wait(Math.min(plannedFor, Math.max(startedAt + patience, performance.now())))
  }

  function look() {
    timer = undefined
    const now = performance.now()
    const isPatient = now - startedAt < patience
    if (isPatient && state !== 'connected' && attempts?.isUnderWay()) {
      if (now < plannedFor) return wait(plannedFor)
      return plan(Math.min(lookInterval * (0.5 + random()), startedAt + patience - now))
    }
    if (now < plannedFor) {
      if (!isPatient) hold()
      if (retryAt === null) publish(plannedFor - now)
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
    // From `connected`, pusher-js changes its state, and `follow` sees it.
    if (before === 'connected') return
    onAttempt()
    began()
  }

  /** An attempt has just started. */
  function began() {
    isHeld = false
    closeCode = null
    upSince = null
    startedAt = performance.now()
    if (page?.isActive) plan(schedule.next(startedAt))
    else cancel()
  }

  /** An attempt has just started that nothing went before. */
  function beganAfresh() {
    unsteady = 0
    began()
    if (!isPlanned()) return
    publish(null)
    wait(startedAt + firstLook)
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
      isHeld = false
      schedule.reset()
      return cancel()
    }
    if (state !== 'connecting' || before === state) return
    if (before === 'connected' || before === 'unavailable') {
      attempts.mark()
      began()
    } else beganAfresh()
  }

  /** pusher-js lost the connection, or was turned away, and will try again in `delay` ms. */
  function lost(delay: number) {
    if (!page || !attempts || isRetriedAtOnce(closeCode)) return
    // After a close with a code pusher-js plans twice, and forgets the first of the two.
    attempts.hold()
    const now = performance.now()
    const isFirst = upSince !== null
    if (isFirst) unsteady = now - (upSince ?? now) < steadyFor ? unsteady + 1 : 0
    else if (state === 'connected') return
    upSince = null
    if (!page.isActive) return
    const mustWait = isBackoff(closeCode)
    notBefore = mustWait ? now + backoff : now
    startedAt = now
    if (!isFirst || unsteady > mostUnsteady) plan(Math.max(schedule.next(now), backoff))
    else plan(schedule.first(now) + (mustWait ? backoff : 0))
    if (plannedFor - now < delay) return
    isHeld = true
    // Not at once: pusher-js sets its timer behind this event.
    const own = attempts
    queueMicrotask(() => {
      if (isHeld && attempts === own && isPlanned()) own.hold()
    })
  }

  function returned() {
    if (!attempts || activeClient.isUp || !isWanted()) return
    const now = performance.now()
    const delay = Math.max(schedule.first(now), notBefore - now)
    if (isPlanned() && plannedFor <= now + delay) return
    // What pusher-js starts by itself when the network comes back gets its time.
    if (state !== 'connected') startedAt = now
    plan(delay)
  }

  activeClient.onAttached((client) => {
    state = undefined
    attempts = attemptsOf(client)
  })
  activeClient.onDetached(() => {
    attempts = null
    isHeld = false
    cancel()
  })
  activeClient.onState(follow)
  activeClient.onWaiting(lost)
  activeClient.onError((trouble) => {
    const { code } = readPusherError(trouble)
    closeCode = code
    // The attempt that follows changes no state.
    if (isRetriedAtOnce(code) && state !== 'connected') startedAt = performance.now()
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
        if (page === own) page = null
        cancel()
      }
    },
  }
}
