import { userChannel } from './authorizer.ts'
import { HandlerError, SubscriptionError } from '../errors.ts'
import type { KitCore, Feature } from '../core/kit-core.ts'
import type { ReadableStore } from '../lib/readable-store.ts'
import type { Frame, PusherLike } from '../core/pusher-like.ts'
import { onSigninRefused } from './signin-refusals.ts'
import { createSignal } from '../../primitives/index.ts'
import { createStore } from '../lib/store.ts'

/** The user that this connection is signed in as (Pusher documentation, "User authentication"). */
export interface SignedInUser {
  /** The id that the auth endpoint signed. */
  id: string
  /** Info about the user, from the auth endpoint. @defaultValue none */
  user_info?: unknown
  /** Further fields that the auth endpoint signed. */
  [key: string]: unknown
}

/**
 * The state of the sign-in, and the online users of the watchlist (Pusher documentation, "Watchlist events").
 */
export interface UserSnapshot {
  /** The signed-in user; null before the sign-in and after a refusal. */
  user: SignedInUser | null
  /** The state of the sign-in. */
  status: 'idle' | 'signing-in' | 'signed-in' | 'error'
  /** Why the sign-in failed; null otherwise. */
  error: Error | null
  /** The ids of the user's watchlist that are online. */
  watchlist: readonly string[]
}

/** The user of a kit as a store. */
export interface UserStore extends Feature, ReadableStore<UserSnapshot> {
  /** Signs in, and again after every reconnect. pusher-js can sign out only by disconnecting. */
  signIn: () => void
  /** Listens to an event sent to the user. Returns a function that stops listening. */
  on: (event: string, handler: (payload: unknown) => void) => () => void
}

export function createUserStore(core: KitCore): UserStore {
  const { activeClient } = core
  const store = createStore<UserSnapshot>(signedOut)
  const received = createSignal<[event: string, data: unknown]>()
  let isWanted = false
  let unwatch: (() => void) | undefined

  function dispatch(event: string, data: unknown) {
    if (event === 'pusher:signin_error') failed(data)
    else received.emit(event, data)
  }

  function failed(data: unknown) {
    const { error: detail, status = null } = data as { error?: string; status?: number }
    const error =
      core.authFailureOf(userChannel) ??
      new SubscriptionError(userChannel, 'AuthError', detail || 'a refusal', { status, cause: data })
    store.set({ status: 'error', error, user: null })
    core.reportError(error)
  }

  function watch(client: PusherLike) {
    client.user.bind_global(dispatch)
    const unwatchRefusals = onSigninRefused(client, ({ message, status = null }) => {
      // Newer versions of pusher-js have emitted the event already.
      if (store.getSnapshot().status === 'signing-in') failed({ error: message, status })
    })
    unwatch = () => {
      client.user.unbind_global(dispatch)
      unwatchRefusals()
    }
  }

  function signIn(client: PusherLike) {
    store.set({ status: 'signing-in', error: null })
    client.signin()
  }

  function protocol({ event, data }: Frame) {
    if (event === 'pusher:signin_success') {
      const user = parseUser((data as { user_data?: unknown })?.user_data)
      if (user) store.set({ user, status: 'signed-in', error: null })
      else failed({ error: 'user data without an id' })
    }
    if (event === 'pusher_internal:watchlist_events') {
      const { events = [] } = data as { events?: { name: string; user_ids?: string[] }[] }
      store.set({ watchlist: events.reduce(applyWatchlist, store.getSnapshot().watchlist) })
    }
  }

  activeClient.onAttached((client) => {
    watch(client)
    if (isWanted) signIn(client)
  })
  activeClient.onDetached((_, isMoving) => {
    unwatch?.()
    if (!isMoving) store.set(signedOut)
  })
  activeClient.onDown(() => {
    if (isWanted) store.set({ status: 'signing-in', watchlist: [] })
  })
  activeClient.onProtocol(protocol)
  if (activeClient.client) watch(activeClient.client)

  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    signIn() {
      if (isWanted) return
      isWanted = true
      if (activeClient.client) signIn(activeClient.client)
    },
    on: (event, handler) =>
      received.on((name, data) => {
        if (name !== event) return
        try {
          handler(data)
        } catch (cause) {
          core.reportError(new HandlerError(userChannel, event, cause))
        }
      }),
  }
}

/** The snapshot on a server, and without a sign-in. */
export const signedOut: UserSnapshot = { user: null, status: 'idle', error: null, watchlist: [] }

function applyWatchlist(
  online: readonly string[],
  { name, user_ids: ids = [] }: { name: string; user_ids?: string[] },
): readonly string[] {
  const others = online.filter((id) => !ids.includes(id))
  return name === 'online' ? [...others, ...ids] : others
}

function parseUser(data: unknown): SignedInUser | null {
  try {
    const user: unknown = JSON.parse(String(data))
    const { id } = user as { id?: unknown }
    return typeof id === 'string' && id !== '' ? (user as SignedInUser) : null
  } catch {
    return null
  }
}
