/** ms after which a sign-in is taken for gone. */
const lifetime = 60 * 60_000
/** Users that are remembered. */
const mostUsers = 100_000

/**
 * Bounds how many connections one user signs in on. Pusher's API ends all of a user's connections at once: before
 * one too many signs in, those that did before it are ended.
 */
export class ConnectionLimit {
  readonly #limit: number
  readonly #terminate: (userId: string) => Promise<void>
  readonly #now: () => number
  /** Epoch ms of each sign-in by socket id, by user. */
  readonly #users = new Map<string, Map<string, number>>()

  constructor(limit: number, terminate: (userId: string) => Promise<void>, now: () => number) {
    this.#limit = limit
    this.#terminate = terminate
    this.#now = now
  }

  async signIn(userId: string, socketId: string): Promise<void> {
    const sockets = this.#users.get(userId) ?? new Map<string, number>()
    for (const [socket, at] of sockets) if (this.#now() - at > lifetime) sockets.delete(socket)
    sockets.delete(socketId)
    if (sockets.size >= this.#limit) {
      sockets.clear()
      await this.#terminate(userId)
    }
    sockets.set(socketId, this.#now())
    this.#users.delete(userId)
    this.#users.set(userId, sockets)
    const [oldest] = this.#users.keys()
    if (this.#users.size > mostUsers && oldest !== undefined) this.#users.delete(oldest)
  }
}
