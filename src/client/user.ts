import { userChannel } from './auth/authorizer.ts'
import { HandlerError, SubscriptionError } from './errors.ts'
import type { KitCore, Part, ReadableStore } from './kit-core.ts'
import type { Frame, PusherLike } from './pusher-like.ts'
import { createStore } from './store.ts'

/** Who this connection is signed in as (Pusher documentation, "User authentication"). */
export interface SignedInUser {
  /** The id that the auth endpoint signed. */
  id: string
  /** What the auth endpoint says of the user. @defaultValue none */
  user_info?: unknown
  /** Whatever else the auth endpoint signed. */
  [key: string]: unknown
}

/**
 * How far the sign-in has come, and who of the watchlist is online (Pusher documentation, "Watchlist
 * events").
 */
export interface UserSnapshot {
  /** Who is signed in; null before the sign-in and after a refusal. */
  user: SignedInUser | null
  /** How far the sign-in has come. */
  status: 'idle' | 'signing-in' | 'signed-in' | 'error'
  /** Why the sign-in failed; null otherwise. */
  error: Error | null
  /** The ids on the user's watchlist who are online. */
  watchlist: readonly string[]
}

/** The user of a kit as a store. */
export interface UserStore extends Part, ReadableStore<UserSnapshot> {
  /** Signs in, and again after every reconnect. pusher-js knows no way to sign out but to disconnect. */
  signIn: () => void
  /** Listens to an event sent to the user, on whatever connection they have. The answer ends it. */
  on: (event: string, handler: (payload: unknown) => void) => () => void
}

export function createUserStore(core: KitCore): UserStore {
  const { wire } = core
  const store = createStore<UserSnapshot>(signedOut)
  let listeners: readonly { event: string; handler: (payload: unknown) => void }[] = []
  let isWanted = false

  function dispatch(event: string, data: unknown) {
    if (event === 'pusher:signin_error') return failed(data)
    for (const { handler } of listeners.filter((listener) => listener.event === event)) {
      try {
        handler(data)
      } catch (cause) {
        core.reportError(new HandlerError(userChannel, event, cause))
      }
    }
  }

  function failed(data: unknown) {
    const { error: detail, status = null } = data as { error?: string; status?: number }
    const error =
      core.authFailureOf(userChannel) ??
      new SubscriptionError(userChannel, 'AuthError', detail || 'a refusal', { status, cause: data })
    store.set({ status: 'error', error, user: null })
    core.reportError(error)
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

  wire.onAttached((client) => {
    client.user.bind_global(dispatch)
    if (isWanted) signIn(client)
  })
  wire.onDetached((client, isMoving) => {
    client.user.unbind_global(dispatch)
    if (!isMoving) store.set(signedOut)
  })
  wire.onDown(() => {
    if (isWanted) store.set({ status: 'signing-in', watchlist: [] })
  })
  wire.onProtocol(protocol)
  wire.client?.user.bind_global(dispatch)

  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    signIn() {
      if (isWanted) return
      isWanted = true
      if (wire.client) signIn(wire.client)
    },
    on(event, handler) {
      const own = { event, handler }
      listeners = [...listeners, own]
      return () => {
        listeners = listeners.filter((other) => other !== own)
      }
    },
  }
}

/** The snapshot on a server, and without sign-in. */
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
