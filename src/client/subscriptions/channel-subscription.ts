import { accessOf } from '../../channels/internal.ts'
import { defaultTimeout } from '../auth/requests.ts'
import { createChannelEvents, type ChannelEvents } from './channel-events.ts'
import { isUnreferenced, transferRef, markAppOwned } from './channel-references.ts'
import { SubscriptionError, type SubscriptionFailure } from '../errors.ts'
import type { KitContext } from '../core/kit-context.ts'
import type { ChannelSnapshot, ChannelStatus, Lease } from '../core/kit-core.ts'
import type { ChannelLike, PusherLike } from '../core/pusher-like.ts'
import { createStore, type Store } from '../lib/store.ts'
import { reservedName, withoutEncryption } from '../texts.ts'
import { startTimer } from '../../primitives/index.ts'

/** The interface of the authorizer for subscriptions. */
export interface ChannelAuth {
  isPending: (channel: string) => boolean
  /** The error of the channel's last authorization: pusher-js passes on its message only, not the status. */
  failureOf: (channel: string) => SubscriptionError | null
  /** Aborts the pending request and calls pusher-js's callback, which would otherwise stay pending. */
  cancel: (channel: string) => void
}

/** One channel of a kit: its leases, and the status of its subscription. */
export interface ChannelSubscription {
  readonly name: string
  readonly events: ChannelEvents
  readonly store: Store<ChannelSnapshot>
  /** True while there is a lease, and for `unsubscribeDelay` after the last one. */
  isKept: () => boolean
  isUnused: () => boolean
  /** @param left - called when the channel was unsubscribed after its last release */
  take: (left: () => void) => Lease
  /** Subscribes with pusher-js; idempotent. */
  join: () => void
  retry: () => void
  /**
   * Called for `subscription_succeeded`. The app may have subscribed again by itself, which creates a new Channel object,
   * or unsubscribed a channel that the kit still uses.
   */
  succeeded: () => void
  /** Called for an error message about the channel; pusher-js leaves the subscription pending. */
  refused: (message: string, cause: unknown) => void
  lost: () => void
  detach: (client: PusherLike, isMoving: boolean) => void
}

/**
 *     idle ──lease──► subscribing ──succeeded──► subscribed
 *      ▲                 │  ▲ ▲                     │
 *      │       failed,   ▼  │ └──connection lost────┤
 *      │       timeout  error ──retry, reconnect    │
 *      └────────────────last release────────────────┘
 */
export function createChannelSubscription(
  name: string,
  context: KitContext,
  auth: ChannelAuth,
): ChannelSubscription {
  const { activeClient } = context
  const events = createChannelEvents(name, context)
  const store = createStore(idleChannel(name))
  let leases = 0
  let channel: ChannelLike | null = null
  /** True while the kit itself cancels the authorization, which pusher-js reports as a refusal. */
  let isCancelling = false
  /** The pending unsubscription after the last release; null otherwise. */
  let leaving: Leaving | null = null
  let stopPending: (() => void) | undefined

  const isKept = () => leases > 0 || leaving !== null
  const hasFailed = () => store.getSnapshot().status === 'error'

  function leaveLater(left: () => void) {
    const finish = () => {
      leaving = null
      leave()
      left()
    }
    // Without a Channel there is no subscription to delay.
    const delay = channel ? (context.settings.unsubscribeDelay ?? 0) : 0
    // In a microtask, because StrictMode and route changes take the channel again in the same tick.
    const cancel = delay > 0 ? startTimer(finish, delay) : startMicrotask(finish)
    leaving = { cancel, finish }
  }

  function leave() {
    const left = channel
    reset('idle')
    if (!activeClient.client || !left || !isUnreferenced(left)) return
    auth.cancel(name)
    activeClient.client.unsubscribe(name)
  }

  function reset(status: ChannelStatus) {
    follow(null)
    setStatus(status)
    store.set({ subscriptionCount: null })
  }

  function join() {
    const { client, isUp } = activeClient
    if (!client || !isKept()) return
    // pusher-js keeps channels in a plain object, which inherits properties of these names.
    if (name in Object.prototype) return refuse('Unsupported', reservedName)
    const undeclared = context.undeclared(name)
    if (undeclared) return refuse('Undeclared', undeclared.detail)
    if (!channel) markAppOwned(client.channel(name))
    guard(() => {
      const joined = client.subscribe(name)
      follow(joined)
      if (joined.subscribed) setStatus('subscribed')
      else if (!isUp) setStatus('subscribing')
      // A synchronous authorizer refused before the listener was bound.
      else if (!joined.subscriptionPending) refusedBy(undefined)
      else {
        setStatus('subscribing')
        watchPending()
      }
    })
  }

  function refuse(type: SubscriptionFailure, detail: string) {
    if (!hasFailed()) fail(type, detail)
  }

  function follow(next: ChannelLike | null) {
    if (channel === next) return
    channel?.unbind('pusher:subscription_error', refusedBy)
    transferRef(channel, next)
    channel = next
    store.set({ channel })
    channel?.bind('pusher:subscription_error', refusedBy)
    events.bind(channel)
  }

  function refusedBy(data: unknown) {
    if (isCancelling) return
    const { error = 'a rejection by the authorizer', status = null } = (data ?? {}) as AuthFailure
    const failure = auth.failureOf(name)
    if (failure) failWith(failure)
    else fail('AuthError', error, { status, cause: data })
  }

  /** pusher-js has no timeout for pending subscriptions. */
  function watchPending() {
    const timeout = context.settings.auth?.timeout ?? defaultTimeout
    stopPending = startTimer(() => {
      if (!channel?.subscriptionPending) return
      if (!hasFailed()) fail('TimeoutError', `no response within ${timeout} ms`)
      if (!auth.isPending(name)) subscribeAgain()
      watchPending()
    }, timeout)
  }

  const subscribeAgain = () => guard(() => channel?.subscribe())

  function guard(run: () => void) {
    try {
      run()
    } catch (cause) {
      // After an exception of an authorizer, pusher-js keeps a Channel object that stays pending.
      follow(activeClient.client?.channel(name) ?? null)
      const isUnsupported = accessOf(name) === 'private-encrypted-' && !channel
      if (isUnsupported) fail('Unsupported', withoutEncryption, { cause })
      else fail('AuthError', `an exception: ${String(cause)}`, { cause })
    }
  }

  function fail(...failure: [SubscriptionFailure, string, { status?: number | null; cause?: unknown }?]) {
    failWith(new SubscriptionError(name, ...failure))
  }

  function failWith(error: SubscriptionError) {
    setStatus('error', error)
    context.reportError(error)
  }

  function setStatus(status: ChannelStatus, error: Error | null = null) {
    stopPending?.()
    const before = store.getSnapshot()
    store.set({ status, error })
    if (before.status !== status || before.error !== error) context.statuses.emit(name, status, error)
  }

  return {
    name,
    events,
    store,
    isKept,
    isUnused: () => !isKept() && !channel && events.isEmpty && store.listeners === 0,
    take(left) {
      leaving?.cancel()
      leaving = null
      leases += 1
      if (leases === 1 && !channel) join()
      let isHeld = true
      return {
        release() {
          if (!isHeld) return
          isHeld = false
          leases -= 1
          if (leases === 0) leaveLater(left)
        },
      }
    },
    join,
    retry() {
      if (leases === 0 || channel?.subscribed) return
      setStatus('subscribing')
      if (!channel?.subscriptionPending) return join()
      isCancelling = true
      auth.cancel(name)
      isCancelling = false
      subscribeAgain()
      watchPending()
    },
    succeeded() {
      const joined = activeClient.client?.channel(name)
      if (!joined) return join()
      follow(joined)
      setStatus('subscribed')
    },
    refused(message, cause) {
      if (!channel?.subscriptionPending) return
      fail('SubscriptionRefused', message, { cause })
      watchPending()
    },
    lost() {
      if (isKept()) setStatus('subscribing')
    },
    detach(client, isMoving) {
      if (!isMoving && leaving) {
        leaving.cancel()
        leaving.finish()
      }
      const left = channel
      follow(null)
      if (left && context.isBorrowed && isUnreferenced(left)) client.unsubscribe(name)
      reset(isMoving && isKept() ? 'subscribing' : 'idle')
    },
  }
}

/** A pending unsubscription. */
interface Leaving {
  cancel: () => void
  finish: () => void
}

/** pusher-js's `pusher:subscription_error`. */
interface AuthFailure {
  error?: string
  status?: number
}

/** Runs in a microtask. Returns a function that cancels it. */
function startMicrotask(run: () => void): () => void {
  let isCancelled = false
  queueMicrotask(() => {
    if (!isCancelled) run()
  })
  return () => {
    isCancelled = true
  }
}

/** The snapshot of a channel without leases. */
export function idleChannel(name: string): ChannelSnapshot {
  return { name, channel: null, status: 'idle', error: null, subscriptionCount: null }
}
