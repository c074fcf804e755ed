import { accessOf } from '../channels/index.ts'
import { defaultTimeout } from './auth/requests.ts'
import { createChannelEvents, type ChannelEvents } from './channel-events.ts'
import { SubscriptionError } from './errors.ts'
import type { KitContext } from './kit-context.ts'
import type { ChannelSnapshot, ChannelStatus, KitCore, Lease } from './kit-core.ts'
import type { ChannelLike, Frame, PusherLike } from './pusher-like.ts'
import { createStore, type Store } from './store.ts'

/** What the registry asks of the auth pipeline. */
export interface ChannelAuth {
  isPending: (channel: string) => boolean
  /** Why the last authorisation of the channel failed: pusher-js passes the text on, not the status. */
  failureOf: (channel: string) => SubscriptionError | null
  /** Gives up what is under way and answers pusher-js, which would wait for ever. */
  cancel: (channel: string) => void
}

interface ChannelEntry {
  readonly name: string
  readonly events: ChannelEvents
  readonly store: Store<ChannelSnapshot>
  leases: number
  channel: ChannelLike | null
  onError: (data: unknown) => void
  /** The app had subscribed before the kit did: the kit leaves the channel as it found it. */
  isAppOwned: boolean
  releasing: ReturnType<typeof setTimeout> | undefined
  pending: ReturnType<typeof setTimeout> | undefined
}

type ChannelRegistry = Pick<KitCore, 'subscribe' | 'channel' | 'retry' | 'hear' | 'listenAll'>

/**
 * The channels of a kit: who holds them, and what became of their subscriptions.
 *
 *     idle ──lease──► subscribing ──succeeded──► subscribed
 *      ▲                 │  ▲ ▲                     │
 *      │       failed,   ▼  │ └──connection lost────┤
 *      │       timeout  error ──retry, reconnect    │
 *      └────────────last release────────────────────┘
 */
export function createChannelRegistry(context: KitContext, auth: ChannelAuth): ChannelRegistry {
  const { wire } = context
  const entries = new Map<string, ChannelEntry>()
  /** Left while pusher-js was still subscribing: it would ask for them again after a reconnect. */
  const leaving = new Set<string>()

  function entryOf(name: string): ChannelEntry {
    let entry = entries.get(name)
    if (!entry) {
      entry = {
        name,
        events: createChannelEvents(name, {
          get channels() {
            return context.settings.channels
          },
          definitionOf: context.definitionOf,
          reportError: context.reportError,
        }),
        store: createStore<ChannelSnapshot>(idleChannel(name)),
        leases: 0,
        channel: null,
        onError: (data) => failed(name, data),
        isAppOwned: false,
        releasing: undefined,
        pending: undefined,
      }
      entries.set(name, entry)
    }
    return entry
  }

  function forgetUnused(entry: ChannelEntry) {
    if (entry.leases === 0 && !entry.channel && entry.events.isEmpty && entry.store.listeners === 0) {
      entries.delete(entry.name)
    }
  }

  function setStatus(entry: ChannelEntry, status: ChannelStatus, error: Error | null = null) {
    clearTimeout(entry.pending)
    entry.pending = undefined
    entry.store.set({ status, error })
  }

  function fail(entry: ChannelEntry, error: Error) {
    setStatus(entry, 'error', error)
    context.reportError(error)
  }

  /** Until pusher-js gets an answer it waits for ever, so the kit keeps the time. */
  function watchPending(entry: ChannelEntry) {
    const timeout = context.settings.auth?.timeout ?? defaultTimeout
    entry.pending = setTimeout(() => {
      if (!entry.channel?.subscriptionPending) return
      if (entry.store.getSnapshot().status !== 'error') {
        fail(entry, new SubscriptionError(entry.name, 'TimeoutError', `no answer within ${timeout} ms`))
      }
      if (!auth.isPending(entry.name)) guard(entry, () => entry.channel?.subscribe())
      watchPending(entry)
    }, timeout)
  }

  function guard(entry: ChannelEntry, run: () => void) {
    try {
      run()
    } catch (cause) {
      const isEncrypted = accessOf(entry.name) === 'private-encrypted-'
      fail(
        entry,
        isEncrypted && !entry.channel
          ? new SubscriptionError(
              entry.name,
              'Unsupported',
              "a pusher-js without encryption; import Pusher from 'pusher-js/with-encryption' and pass createClient",
              { cause },
            )
          : new SubscriptionError(entry.name, 'AuthError', `an exception: ${String(cause)}`, { cause }),
      )
    }
  }

  function follow(entry: ChannelEntry, channel: ChannelLike | null) {
    if (entry.channel === channel) return
    entry.channel?.unbind('pusher:subscription_error', entry.onError)
    entry.channel = channel
    channel?.bind('pusher:subscription_error', entry.onError)
    entry.events.bind(channel)
  }

  function join(entry: ChannelEntry) {
    const { client } = wire
    if (!client || entry.leases === 0) return
    const { name } = entry
    if (!entry.channel) entry.isAppOwned = Boolean(client.channel(name)) && !leaving.has(name)
    leaving.delete(name)
    guard(entry, () => {
      if (entry.store.getSnapshot().status !== 'error') setStatus(entry, 'subscribing')
      const channel = client.subscribe(name)
      follow(entry, channel)
      if (channel.subscribed) setStatus(entry, 'subscribed')
      else if (wire.isUp && channel.subscriptionPending) {
        setStatus(entry, 'subscribing')
        watchPending(entry)
      }
      // A synchronous authoriser refused before anybody could listen.
      else if (wire.isUp) failed(name, undefined)
      else setStatus(entry, 'subscribing')
    })
  }

  function leave(entry: ChannelEntry) {
    const { client } = wire
    const { channel, name } = entry
    follow(entry, null)
    setStatus(entry, 'idle')
    entry.store.set({ subscriptionCount: null })
    if (client && channel && !entry.isAppOwned) {
      if (channel.subscriptionPending) auth.cancel(name)
      client.unsubscribe(name)
      // Still known: pusher-js waits for the answer in order to unsubscribe.
      if (client.channel(name)) leaving.add(name)
    }
    entry.isAppOwned = false
    forgetUnused(entry)
  }

  function failed(name: string, data: unknown) {
    const entry = entries.get(name)
    if (!entry || entry.leases === 0) return
    const { type, error, status } = (data ?? {}) as { type?: string; error?: string; status?: number }
    fail(
      entry,
      auth.failureOf(name) ??
        new SubscriptionError(name, 'AuthError', error ?? type ?? 'a refusal of the authoriser', {
          status: status ?? null,
          cause: data,
        }),
    )
  }

  function protocol(frame: Frame) {
    if (frame.event === 'pusher:error') return refused(frame.data)
    const entry = frame.channel === undefined ? undefined : entries.get(frame.channel)
    if (!entry || entry.leases === 0) return
    if (frame.event === 'pusher_internal:subscription_succeeded') {
      // The app may have subscribed anew by itself, which makes a new Channel object.
      follow(entry, wire.client?.channel(entry.name) ?? null)
      setStatus(entry, 'subscribed')
    }
    if (frame.event === 'pusher_internal:subscription_count') {
      const { subscription_count: count } = (frame.data ?? {}) as { subscription_count?: number }
      entry.store.set({ subscriptionCount: count ?? null })
    }
  }

  /** Pusher names the channel in its message only, and pusher-js goes on waiting. */
  function refused(data: unknown) {
    const { message, channel } = (data ?? {}) as { message?: unknown; channel?: unknown }
    for (const entry of entries.values()) {
      const isMeant = channel === entry.name || (typeof message === 'string' && names(message, entry.name))
      if (!isMeant || !entry.channel?.subscriptionPending) continue
      fail(entry, new SubscriptionError(entry.name, 'SubscriptionRefused', String(message), { cause: data }))
      watchPending(entry)
    }
  }

  const each = (run: (entry: ChannelEntry) => void) => [...entries.values()].forEach(run)

  wire.onAttached(() => each(join))
  wire.onUp(() => each(join))
  wire.onDown(() => each((entry) => entry.leases > 0 && setStatus(entry, 'subscribing')))
  wire.onReset(() => {
    for (const name of leaving) wire.client?.unsubscribe(name)
    leaving.clear()
  })
  wire.onProtocol(protocol)
  wire.onDetached((client: PusherLike, isMoving) => {
    leaving.clear()
    each((entry) => {
      const isKits = entry.channel && !entry.isAppOwned
      follow(entry, null)
      if (isKits && context.isBorrowed) client.unsubscribe(entry.name)
      setStatus(entry, isMoving && entry.leases > 0 ? 'subscribing' : 'idle')
    })
  })

  return {
    subscribe(name): Lease {
      const entry = entryOf(name)
      clearTimeout(entry.releasing)
      entry.releasing = undefined
      entry.leases += 1
      if (entry.leases === 1 && !entry.channel) join(entry)
      let held = true
      return {
        release() {
          if (!held) return
          held = false
          entry.leases -= 1
          if (entry.leases > 0) return
          const settle = () => {
            entry.releasing = undefined
            if (entry.leases === 0) leave(entry)
          }
          const delay = context.settings.unsubscribeDelay ?? 0
          if (delay > 0) entry.releasing = setTimeout(settle, delay)
          // Not at once: StrictMode and a change of route take the channel again in this very tick.
          else queueMicrotask(settle)
        },
      }
    },
    channel(name) {
      const idle = idleChannel(name)
      return {
        getSnapshot: () => entries.get(name)?.store.getSnapshot() ?? idle,
        subscribe(listener) {
          const entry = entryOf(name)
          const off = entry.store.subscribe(listener)
          return () => {
            off()
            forgetUnused(entry)
          }
        },
      }
    },
    retry(name) {
      const entry = entries.get(name)
      if (!entry || entry.leases === 0 || entry.channel?.subscribed) return
      if (!entry.channel?.subscriptionPending) {
        setStatus(entry, 'subscribing')
        return join(entry)
      }
      auth.cancel(name)
      setStatus(entry, 'subscribing')
      guard(entry, () => entry.channel?.subscribe())
      watchPending(entry)
    },
    hear(name, event, handler) {
      const entry = entryOf(name)
      const off = entry.events.hear(event, handler)
      return () => {
        off()
        forgetUnused(entry)
      }
    },
    listenAll(name, handler) {
      const entry = entryOf(name)
      const off = entry.events.listenAll(handler)
      return () => {
        off()
        forgetUnused(entry)
      }
    },
  }
}

function idleChannel(name: string): ChannelSnapshot {
  return { name, status: 'idle', error: null, subscriptionCount: null }
}

/** Commas and dots are legal in names, and also end them in a sentence. */
function names(message: string, channel: string): boolean {
  const escaped = channel.replace(/[.=]/g, '\\$&')
  return new RegExp(`(^|[^A-Za-z0-9_\\-=@,.;])${escaped}([,.;]*(\\s|$)|[^A-Za-z0-9_\\-=@,.;])`).test(message)
}
