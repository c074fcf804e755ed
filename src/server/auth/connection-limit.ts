import type { Broadcaster } from '../broadcaster/broadcaster.ts'
import { HttpError } from '../http/request/http-error.ts'

/** How long a sign-in counts, ms, at a backend that does not report open connections. */
const lifetime = 60 * 60_000
/** Maximum number of remembered sign-ins. Those of the user who signed in least recently are removed first. */
const mostSignIns = 100_000
/** Maximum number of connections of a user at a backend that closes the oldest one by itself. */
const defaultLimit = 20

/**
 * Limits the number of connections that one user signs in on.
 *
 * A backend that can close a user's oldest connections enforces the limit exactly. Pusher's API neither reports nor
 * closes single connections. There, sign-ins of the last hour are counted, and further ones are refused, but only if
 * the app sets a limit. Open connections are kept, because a phone that reconnects often must not disconnect the
 * user's laptop.
 */
export class ConnectionLimit {
  readonly #limit: number | undefined
  readonly #now: () => number
  /** Epoch ms of each sign-in, by user and socket id. The last entry is the user who signed in last. */
  readonly #users = new Map<string, Map<string, number>>()
  #signIns = 0

  constructor(limit: number | undefined, now: () => number) {
    this.#limit = limit
    this.#now = now
  }

  /**
   * Must be called before the signature is sent.
   *
   * @throws HttpError 403 when it would exceed the limit
   */
  async signIn(backend: Broadcaster, userId: string, socketId: string): Promise<void> {
    if (backend.endOldestConnections) {
      await backend.endOldestConnections(userId, this.#limit ?? defaultLimit)
    } else if (this.#limit !== undefined) {
      this.#count(this.#limit, userId, socketId)
    }
  }

  #count(limit: number, userId: string, socketId: string): void {
    const now = this.#now()
    const sockets = this.#take(userId)
    // After the clock was set back, recorded times may be in the future.
    for (const [socket, at] of sockets) if (at > now || now - at > lifetime) sockets.delete(socket)
    // A refused sign-in is not counted, so that retries do not extend the refusal.
    const isRefused = !sockets.has(socketId) && sockets.size >= limit
    if (!isRefused) sockets.set(socketId, now)
    this.#put(userId, sockets)
    if (isRefused) throw tooMany(limit, lifetime - (now - Math.min(...sockets.values())))
  }

  #take(userId: string): Map<string, number> {
    const sockets = this.#users.get(userId) ?? new Map<string, number>()
    this.#users.delete(userId)
    this.#signIns -= sockets.size
    return sockets
  }

  #put(userId: string, sockets: Map<string, number>): void {
    this.#users.set(userId, sockets)
    this.#signIns += sockets.size
    while (this.#signIns > mostSignIns && this.#users.size > 1) {
      const [oldest] = this.#users.keys()
      if (oldest !== undefined) this.#take(oldest)
    }
  }
}

function tooMany(limit: number, msToWait: number): HttpError {
  const wait = Math.max(1, Math.ceil(msToWait / 1000))
  return new HttpError(
    403,
    'too_many_connections',
    `Expected at most ${limit} sign-ins of one user in an hour but got one more; try again in ${wait} s.`,
    { field: 'socket_id', headers: { 'retry-after': String(wait) } },
  )
}
