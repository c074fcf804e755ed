import type { ChannelState, MemberData } from './channel-state.ts'
import { closeCodes } from '../frames/codes.ts'
import { encodeError } from '../frames/frames.ts'
import type { App, Clock, HubEvent, Transport } from './hub-types.ts'

/** The first version of the protocol whose clients read the reason of a close from the close frame alone. */
const closeFrameVersion = 6

/** The user who is signed in on a connection. */
export interface SignedInUser {
  id: string
  /** The member of presence channels when the subscription has no `channel_data`. */
  member: MemberData
  watchlist: readonly string[]
}

/** What a connection needs of its app. */
interface SessionApp {
  readonly app: App
  readonly clock: Clock
  readonly observe: (event: HubEvent) => void
}

/** How a connection is opened. */
export interface SessionOptions {
  transport: Transport
  /** The version of the protocol that the client asked for. */
  version: number
  /** The page that opened it; null where the client is no browser. */
  origin: string | null
  /** It belongs to a development tool. */
  isTool: boolean
  /** Removes the connection from its app. Idempotent. */
  disconnect: () => void
}

/** One open connection and its state in the app. */
export class Session {
  readonly socketId: string
  readonly channels = new Map<string, ChannelState>()
  user: SignedInUser | null = null
  open = true
  readonly origin: string | null
  readonly isTool: boolean
  /** Epoch ms. */
  readonly since: number
  /** Count of frames. */
  received = 0
  /** Count of frames. */
  sent = 0
  /** Time of the last activity of the client, ms of the monotonic clock. */
  lastActiveAt: number
  /** Whether a ping of the hub is unanswered. */
  pinged = false
  /** Times of the latest client events, ms of the monotonic clock; at most as many as the rate limit allows in a second. */
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

  /** Never throws: an error of the transport closes this connection. */
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

  /** Closes the socket. Its state in the app is removed at once, not when the transport confirms. */
  close(code: number, reason: string): void {
    if (!this.open) return
    if (this.#version < closeFrameVersion && code >= 4000) this.refuse(reason, code)
    this.#end(code, reason)
  }

  /** The same, with a `pusher:error` before it for clients of every version. */
  reject(code: number, reason: string): void {
    this.refuse(reason, code)
    this.#end(code, reason)
  }

  /** Closes the connection after an error of the server. The error's message may contain a payload: observers get its name. */
  fail(error: unknown): void {
    if (!this.open) return
    const { app, observe } = this.#app
    observe({ type: 'frame-failed', appId: app.id, socketId: this.socketId, reason: errorName(error) })
    try {
      this.#end(closeCodes.serverError, 'The server failed on this frame')
    } catch {
      // The transport fails too. The state of the connection was removed before.
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
