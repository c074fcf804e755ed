import { accessOf, undeclaredRemedy } from '../../channels/internal.ts'
import { defaultTimeout } from '../auth/requests.ts'
import { createChannelEvents, type ChannelEvents } from './channel-events.ts'
import { isUnreferenced, transferRef, markAppOwned } from './channel-references.ts'
import { SubscriptionError, type SubscriptionFailure } from '../errors.ts'
import type { KitContext } from '../core/kit-context.ts'
import type { ChannelSnapshot, ChannelStatus, Lease } from '../core/kit-core.ts'
import type { ChannelLike, PusherLike } from '../core/pusher-like.ts'
import { createStore, type Store } from '../lib/store.ts'
import { startTimer } from '../../primitives/index.ts'

/** The interface of the authorizer for subscriptions. */
export interface ChannelAuth {
  isPending: (channel: string) => boolean
  /** The error of the channel's last authorization: pusher-js passes on its message only, not the status. */
  failureOf: (channel: string) => SubscriptionError | null
  /** Aborts the pending request and calls pusher-js's callback, which would otherwise stay pending. */
  cancel: (channel: string) => void
}

/**
 * One channel of a kit: its leases, and the status of its subscription.
 *
 *     idle ──lease──► subscribing ──succeeded──► subscribed
 *      ▲                 │  ▲ ▲                     │
 *      │       failed,   ▼  │ └──connection lost────┤
 *      │       timeout  error ──retry, reconnect    │
 *      └────────────last release────────────────────┘
 */
export class ChannelSubscription {
  readonly name: string
  readonly events: ChannelEvents
  readonly store: Store<ChannelSnapshot>
  readonly #context: KitContext
  readonly #auth: ChannelAuth
  #leases = 0
  #channel: ChannelLike | null = null
  /** True while the kit itself cancels the authorization, which pusher-js reports as a refusal. */
  #isCancelling = false
  /** The pending unsubscription after the last release; null otherwise. */
  #leaving: Leaving | null = null
  #stopPending: (() => void) | undefined

  constructor(name: string, context: KitContext, auth: ChannelAuth) {
    this.name = name
    this.events = createChannelEvents(name, context)
    this.store = createStore(idleChannel(name))
    this.#context = context
    this.#auth = auth
  }

  /** True while there is a lease, and for `unsubscribeDelay` after the last one. */
  get isKept(): boolean {
    return this.#leases > 0 || this.#leaving !== null
  }

  get isUnused(): boolean {
    return !this.isKept && !this.#channel && this.events.isEmpty && this.store.listeners === 0
  }

  /** @param left - called when the channel was unsubscribed after its last release */
  take(left: () => void): Lease {
    this.#leaving?.cancel()
    this.#leaving = null
    this.#leases += 1
    if (this.#leases === 1 && !this.#channel) this.join()
    let isHeld = true
    return {
      release: () => {
        if (!isHeld) return
        isHeld = false
        this.#leases -= 1
        if (this.#leases === 0) this.#leaveLater(left)
      },
    }
  }

  #leaveLater(left: () => void) {
    const finish = () => {
      this.#leaving = null
      this.#leave()
      left()
    }
    // Without a Channel there is no subscription to delay.
    const delay = this.#channel ? (this.#context.settings.unsubscribeDelay ?? 0) : 0
    // In a microtask, because StrictMode and route changes take the channel again in the same tick.
    const cancel = delay > 0 ? startTimer(finish, delay) : startMicrotask(finish)
    this.#leaving = { cancel, finish }
  }

  /** Subscribes with pusher-js; idempotent. */
  join() {
    const { client, isUp } = this.#context.activeClient
    if (!client || !this.isKept) return
    const { name } = this
    if (name in Object.prototype) return this.#refuse('Unsupported', reservedName)
    const undeclared = this.#context.undeclared(name)
    if (undeclared)
      return this.#refuse('Undeclared', `an undeclared one; use ${undeclared.expected}, ${undeclaredRemedy}`)
    if (!this.#channel) markAppOwned(client.channel(name))
    this.#guard(() => {
      if (this.store.getSnapshot().status !== 'error') this.#setStatus('subscribing')
      const channel = client.subscribe(name)
      this.#follow(channel)
      if (channel.subscribed) this.#setStatus('subscribed')
      else if (!isUp) this.#setStatus('subscribing')
      // A synchronous authorizer refused before the listener was bound.
      else if (!channel.subscriptionPending) this.#refusedBy(undefined)
      else {
        this.#setStatus('subscribing')
        this.#watchPending()
      }
    })
  }

  #refuse(type: SubscriptionFailure, detail: string) {
    if (this.store.getSnapshot().status === 'error') return
    this.#fail(new SubscriptionError(this.name, type, detail))
  }

  retry() {
    if (this.#leases === 0 || this.#channel?.subscribed) return
    this.#setStatus('subscribing')
    if (!this.#channel?.subscriptionPending) return this.join()
    this.#isCancelling = true
    this.#auth.cancel(this.name)
    this.#isCancelling = false
    this.#guard(() => this.#channel?.subscribe())
    this.#watchPending()
  }

  /**
   * Called for `subscription_succeeded`. The app may have subscribed again by itself, which creates a new Channel object,
   * or unsubscribed a channel that the kit still uses.
   */
  succeeded() {
    const channel = this.#context.activeClient.client?.channel(this.name)
    if (!channel) return this.join()
    this.#follow(channel)
    this.#setStatus('subscribed')
  }

  /** Called for an error message about the channel; pusher-js leaves the subscription pending. */
  refused(message: string, cause: unknown) {
    if (!this.#channel?.subscriptionPending) return
    this.#fail(new SubscriptionError(this.name, 'SubscriptionRefused', message, { cause }))
    this.#watchPending()
  }

  lost() {
    if (this.isKept) this.#setStatus('subscribing')
  }

  detach(client: PusherLike, isMoving: boolean) {
    if (!isMoving && this.#leaving) {
      this.#leaving.cancel()
      this.#leaving.finish()
    }
    const channel = this.#channel
    this.#follow(null)
    if (channel && this.#context.isBorrowed && isUnreferenced(channel)) client.unsubscribe(this.name)
    this.#setStatus(isMoving && this.isKept ? 'subscribing' : 'idle')
    this.store.set({ subscriptionCount: null })
  }

  #leave() {
    const { client } = this.#context.activeClient
    const channel = this.#channel
    this.#follow(null)
    this.#setStatus('idle')
    this.store.set({ subscriptionCount: null })
    if (!client || !channel || !isUnreferenced(channel)) return
    if (channel.subscriptionPending) this.#auth.cancel(this.name)
    client.unsubscribe(this.name)
  }

  #follow(channel: ChannelLike | null) {
    if (this.#channel === channel) return
    this.#channel?.unbind('pusher:subscription_error', this.#refusedBy)
    transferRef(this.#channel, channel)
    this.#channel = channel
    this.store.set({ channel })
    channel?.bind('pusher:subscription_error', this.#refusedBy)
    this.events.bind(channel)
  }

  readonly #refusedBy = (data: unknown) => {
    if (this.#isCancelling) return
    const { error = 'a rejection by the authorizer', status = null } = (data ?? {}) as AuthFailure
    this.#fail(
      this.#auth.failureOf(this.name) ??
        new SubscriptionError(this.name, 'AuthError', error, { status, cause: data }),
    )
  }

  /** pusher-js has no timeout for pending subscriptions. */
  #watchPending() {
    const timeout = this.#context.settings.auth?.timeout ?? defaultTimeout
    this.#stopPending = startTimer(() => {
      if (!this.#channel?.subscriptionPending) return
      if (this.store.getSnapshot().status !== 'error') {
        this.#fail(new SubscriptionError(this.name, 'TimeoutError', `no response within ${timeout} ms`))
      }
      if (!this.#auth.isPending(this.name)) this.#guard(() => this.#channel?.subscribe())
      this.#watchPending()
    }, timeout)
  }

  #guard(run: () => void) {
    try {
      run()
    } catch (cause) {
      // After an exception of an authorizer, pusher-js keeps a Channel object that stays pending.
      this.#follow(this.#context.activeClient.client?.channel(this.name) ?? null)
      const isUnsupported = accessOf(this.name) === 'private-encrypted-' && !this.#channel
      this.#fail(
        isUnsupported
          ? new SubscriptionError(this.name, 'Unsupported', withoutEncryption, { cause })
          : new SubscriptionError(this.name, 'AuthError', `an exception: ${String(cause)}`, { cause }),
      )
    }
  }

  #fail(error: SubscriptionError) {
    this.#setStatus('error', error)
    this.#context.reportError(error)
  }

  #setStatus(status: ChannelStatus, error: Error | null = null) {
    this.#stopPending?.()
    const before = this.store.getSnapshot()
    this.store.set({ status, error })
    if (before.status !== status || before.error !== error) {
      this.#context.statuses.emit(this.name, status, error)
    }
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

/** pusher-js keeps channels in a plain object, which inherits properties of these names. */
const reservedName =
  'the name of a property of Object.prototype, which pusher-js cannot use for a channel; choose another name'

const withoutEncryption =
  "a pusher-js without encryption; import Pusher from 'pusher-js/with-encryption' and pass createClient"

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
