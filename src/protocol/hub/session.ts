import type { ChannelState, MemberData } from './channel-state.ts'
import { closeCodes } from '../frames/codes.ts'
import { encodeError } from '../frames/frames.ts'
import type { App, Clock, HubEvent, Transport } from './hub-types.ts'

/** The first protocol version whose clients read the reason from the close frame alone. */
const closeFrameVersion = 6

/** The user who is signed in on a connection. */
export interface SignedInUser {
  id: string
  /** The member that is used when a subscription to a presence channel has no `channel_data`. */
  member: MemberData
  watchlist: readonly string[]
}

/** The operations of an app that a connection uses. */
interface SessionApp {
  readonly app: App
  readonly clock: Clock
  readonly observe: (event: HubEvent) => void
}

/** The parameters of a new connection. */
export interface SessionOptions {
  transport: Transport
  /** The protocol version that the client requested. */
  version: number
  /** The page that opened it; null for clients other than browsers. */
  origin: string | null
  /** True for a connection of a development tool. */
  isTool: boolean
  /** Removes the connection from its app. Idempotent. */
  disconnect: () => void
}

/** An open connection, and its state in the app. */
export class Session {
  readonly socketId: string
  readonly channels = new Map<string, ChannelState>()
  user: SignedInUser | null = null
  open = true
  readonly origin: string | null
  readonly isTool: boolean
  /** When it was opened, epoch ms. */
  readonly since: number
  /** Number of frames received. */
  received = 0
  /** Number of frames sent. */
  sent = 0
  /** Time of the client's last activity, ms of the monotonic clock. */
  lastActiveAt: number
  /** True while a ping of the hub is unanswered. */
  pinged = false
  /**
   * Times of the latest client events, ms of the monotonic clock; at most as many as the rate limit allows
   * per second.
   */
  clientEventTimes: number[] = []
  readonly #app: SessionApp
  readonly #transport: Transport
  readonly #version: number
  readonly #disconnect: () => void

  constructor(app: SessionApp, socketId: string, options: SessionOptions) {
    const { transport, version, origin, isTool, disconnect } = options
    this.#app = app
    this.socketId = socketId
    this.origin = origin
    this.isTool = isTool
    this.since = app.clock.now()
    this.lastActiveAt = app.clock.monotonic()
    this.#transport = transport
    this.#version = version
    this.#disconnect = disconnect
  }

  /** Records activity of the client: a frame, or a ping or pong of the WebSocket protocol. */
  active(): void {
    if (!this.open) return
    this.lastActiveAt = this.#app.clock.monotonic()
    this.pinged = false
  }

  /** Never throws: an error of the transport closes the connection. */
  send(frame: string): void {
    if (!this.open) return
    this.sent += 1
    try {
      this.#transport.send(frame)
    } catch (error) {
      this.fail(error)
    }
  }

  /** Sends `pusher:error`; the connection stays open. */
  refuse(message: string, code: number | null = null): void {
    this.send(encodeError(message, code))
  }

  /** Closes the socket. Removes its state from the app immediately, without waiting for the transport. */
  close(code: number, reason: string): void {
    if (!this.open) return
    if (this.#version < closeFrameVersion && code >= 4000) this.refuse(reason, code)
    this.#end(code, reason)
  }

  /** Sends a `pusher:error` before closing, for clients of every protocol version. */
  reject(code: number, reason: string): void {
    this.refuse(reason, code)
    this.#end(code, reason)
  }

  /**
   * Closes the connection after an internal error. Observers receive the error's name only, because its
   * message may contain a payload.
   */
  fail(error: unknown): void {
    if (!this.open) return
    const { app, observe } = this.#app
    observe({ type: 'frame-failed', appId: app.id, socketId: this.socketId, reason: errorName(error) })
    try {
      this.#end(closeCodes.serverError, 'The server failed on this frame')
    } catch {
      // The transport failed too. The connection's state has been removed already.
    }
  }

  #end(code: number, reason: string): void {
    if (!this.open) return
    this.#disconnect()
    this.#transport.close(code, reason)
  }
}

/** The part of an error that never contains a payload. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : typeof error
}
