import { closeCodes } from '../frames/codes.ts'
import { encodeFrame } from '../frames/frames.ts'
import type { Clock } from './hub-types.ts'
import { limits } from './limits.ts'
import type { Session } from './session.ts'

const ping = encodeFrame('pusher:ping', '{}')

/** Clients send a ping at the activity timeout. The hub pings only clients that did not send one. */
const grace = 30_000

/**
 * Pings silent connections and closes those that do not respond. All connections share one timer, which runs only
 * while there are connections.
 */
export class ActivityWatch {
  readonly #clock: Clock
  readonly #silence: number
  readonly #sessions = new Set<Session>()
  #cancel: (() => void) | null = null

  constructor(clock: Clock, activityTimeout: number) {
    this.#clock = clock
    this.#silence = activityTimeout * 1000 + grace
  }

  add(session: Session): void {
    this.#sessions.add(session)
    if (!this.#cancel) this.#schedule(this.#silence)
  }

  remove(session: Session): void {
    this.#sessions.delete(session)
    if (this.#sessions.size > 0) return
    this.#cancel?.()
    this.#cancel = null
  }

  #schedule(delay: number): void {
    this.#cancel = this.#clock.schedule(() => this.#look(), delay)
  }

  #look(): void {
    this.#cancel = null
    const now = this.#clock.monotonic()
    let next = Infinity
    for (const session of this.#sessions) {
      const silence = now - session.lastActiveAt
      if (session.pinged && silence >= this.#silence + limits.pongTimeout) {
        session.close(closeCodes.noPong, 'Pong reply not received in time')
        continue
      }
      if (!session.pinged && silence >= this.#silence) {
        session.pinged = true
        session.send(ping)
      }
      const patience = this.#silence + (session.pinged ? limits.pongTimeout : 0)
      next = Math.min(next, session.lastActiveAt + patience - now)
    }
    // Rounded up, so that connections opened at about the same time are checked together.
    if (this.#sessions.size > 0 && !this.#cancel) this.#schedule(Math.ceil(next / 1000) * 1000)
  }
}
