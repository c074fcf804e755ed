import { accessOf } from '../../channels/internal.ts'
import { defaultTimeout } from '../auth/requests.ts'
import { createChannelEvents, type ChannelEvents } from './channel-events.ts'
import { isUnreferenced, transferRef, markAppOwned } from './channel-references.ts'
import { SubscriptionError } from '../errors.ts'
import type { KitContext } from '../core/kit-context.ts'
import type { ChannelSnapshot, ChannelStatus, Lease } from '../core/kit-core.ts'
import type { ChannelLike, PusherLike } from '../core/pusher-like.ts'
import { createStore, type Store } from '../lib/store.ts'
import { startTimer } from '../../primitives/index.ts'

/** What a subscription asks of the auth pipeline. */
export interface ChannelAuth {
  isPending: (channel: string) => boolean
  /** Why the last authorisation of the channel failed: pusher-js passes the text on, not the status. */
  failureOf: (channel: string) => SubscriptionError | null
  /** Gives up what is under way and answers pusher-js, which would wait for ever. */
  cancel: (channel: string) => void
}

/**
 * One channel of a kit: who holds it, and what became of its subscription.
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
  /** The next refusal is our own doing. */
  #isCancelling = false
  /** What the last release began; null while somebody holds the channel, and once it is left. */
  #leaving: Leaving | null = null
  #stopPending: (() => void) | undefined

  constructor(name: string, context: KitContext, auth: ChannelAuth) {
    this.name = name
    this.events = createChannelEvents(name, context)
    this.store = createStore(idleChannel(name))
    this.#context = context
    this.#auth = auth
  }

  /** Somebody holds a lease, or did until `unsubscribeDelay` ago: the subscription goes on. */
  get isKept(): boolean {
    return this.#leases > 0 || this.#leaving !== null
  }

  get isUnused(): boolean {
    return !this.isKept && !this.#channel && this.events.isEmpty && this.store.listeners === 0
  }

  /** `left` is called when the channel was left after its last release. */
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
    // Without a Channel there is nothing to keep.
    const delay = this.#channel ? (this.#context.settings.unsubscribeDelay ?? 0) : 0
    // Not at once: StrictMode and a change of route take the channel again in this very tick.
    const cancel = delay > 0 ? startTimer(finish, delay) : startMicrotask(finish)
    this.#leaving = { cancel, finish }
  }

  /** Asks pusher-js for the subscription; again, it costs nothing. */
  join() {
    const { client, isUp } = this.#context.activeClient
    if (!client || !this.isKept) return
    const { name } = this
    if (name in Object.prototype) return this.#refuseName()
    if (!this.#channel) markAppOwned(client.channel(name))
    this.#guard(() => {
      if (this.store.getSnapshot().status !== 'error') this.#setStatus('subscribing')
      const channel = client.subscribe(name)
      this.#follow(channel)
      if (channel.subscribed) this.#setStatus('subscribed')
      else if (!isUp) this.#setStatus('subscribing')
      // A synchronous authoriser refused before anybody could listen.
      else if (!channel.subscriptionPending) this.#refusedBy(undefined)
      else {
        this.#setStatus('subscribing')
        this.#watchPending()
      }
    })
  }

  #refuseName() {
    if (this.store.getSnapshot().status === 'error') return
    this.#fail(new SubscriptionError(this.name, 'Unsupported', reservedName))
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
   * Pusher says so. The app may have subscribed anew by itself, which makes a new Channel object, or unsubscribed
   * what the kit still holds.
   */
  succeeded() {
    const channel = this.#context.activeClient.client?.channel(this.name)
    if (!channel) return this.join()
    this.#follow(channel)
    this.#setStatus('subscribed')
  }

  /** Pusher refuses, in words: pusher-js goes on waiting. */
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
    const { error = 'a refusal of the authoriser', status = null } = (data ?? {}) as AuthFailure
    this.#fail(
      this.#auth.failureOf(this.name) ??
        new SubscriptionError(this.name, 'AuthError', error, { status, cause: data }),
    )
  }

  /** Until pusher-js gets an answer it waits for ever, so the kit keeps the time. */
  #watchPending() {
    const timeout = this.#context.settings.auth?.timeout ?? defaultTimeout
    this.#stopPending = startTimer(() => {
      if (!this.#channel?.subscriptionPending) return
      if (this.store.getSnapshot().status !== 'error') {
        this.#fail(new SubscriptionError(this.name, 'TimeoutError', `no answer within ${timeout} ms`))
      }
      if (!this.#auth.isPending(this.name)) this.#guard(() => this.#channel?.subscribe())
      this.#watchPending()
    }, timeout)
  }

  #guard(run: () => void) {
    try {
      run()
    } catch (cause) {
      // An authoriser that throws leaves a Channel object behind, pending for ever.
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

/** The end of a subscription that nobody holds any more. */
interface Leaving {
  cancel: () => void
  finish: () => void
}

/** pusher-js's `pusher:subscription_error`. */
interface AuthFailure {
  error?: string
  status?: number
}

/** pusher-js keeps its channels in a plain object, which has properties of such names already. */
const reservedName =
  'a name that every JavaScript object has as a property, under which pusher-js keeps no channel; choose another name'

const withoutEncryption =
  "a pusher-js without encryption; import Pusher from 'pusher-js/with-encryption' and pass createClient"

/** Runs at the end of the tick, unless the returned function is called before. */
function startMicrotask(run: () => void): () => void {
  let isCancelled = false
  queueMicrotask(() => {
    if (!isCancelled) run()
  })
  return () => {
    isCancelled = true
  }
}

/** A channel that nobody holds. */
export function idleChannel(name: string): ChannelSnapshot {
  return { name, channel: null, status: 'idle', error: null, subscriptionCount: null }
}
