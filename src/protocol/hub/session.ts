import type { ChannelState, MemberData } from './channel-state.ts'
import { closeCodes } from '../frames/codes.ts'
import { encodeError } from '../frames/frames.ts'
import type { App, Clock, HubEvent, Transport } from './hub-types.ts'

/** The first version of the protocol that takes the reason of its end from the close frame alone. */
const closeFrameVersion = 6

/** Who signed in on a connection. */
export interface SignedInUser {
  id: string
  /** Whom presence channels show when the subscription names nobody. */
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
  /** Removes the connection from its app. Idempotent. */
  disconnect: () => void
}

/** One open connection and its state in the app. */
export class Session {
  readonly socketId: string
  readonly channels = new Map<string, ChannelState>()
  user: SignedInUser | null = null
  open = true
  /** ms of the monotonic clock, of the last sign of life of the client. */
  lastActiveAt: number
  /** Whether the hub waits for an answer to its ping. */
  pinged = false
  /** ms of the monotonic clock, of the latest client events, for their rate; at most as many as one second may have. */
  clientEventTimes: number[] = []
  readonly #app: SessionApp
  readonly #transport: Transport
  readonly #version: number
  readonly #disconnect: () => void

  constructor(app: SessionApp, socketId: string, { transport, version, disconnect }: SessionOptions) {
    this.#app = app
    this.socketId = socketId
    this.lastActiveAt = app.clock.monotonic()
    this.#transport = transport
    this.#version = version
    this.#disconnect = disconnect
  }

  /** The client is there: it sent a frame, or a ping of the WebSocket protocol itself. */
  active(): void {
    if (!this.open) return
    this.lastActiveAt = this.#app.clock.monotonic()
    this.pinged = false
  }

  /** Never throws: a transport that does ends with this connection. */
  send(frame: string): void {
    if (!this.open) return
    try {
      this.#transport.send(frame)
    } catch (error) {
      this.fail(error)
    }
  }

  /** Answers with `pusher:error`; the connection stays. */
  refuse(message: string, code: number | null = null): void {
    this.send(encodeError(message, code))
  }

  /** Closes the socket. What the app holds of it is let go at once, not when the transport confirms. */
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

  /** Ends the connection after a fault of the server. The error's message may hold a payload: observers get its name. */
  fail(error: unknown): void {
    if (!this.open) return
    const { app, observe } = this.#app
    observe({ type: 'frame-failed', appId: app.id, socketId: this.socketId, reason: errorName(error) })
    try {
      this.#end(closeCodes.serverError, 'The server failed on this frame')
    } catch {
      // The transport is as broken as the frame was; the app has let go of the connection before.
    }
  }

  #end(code: number, reason: string): void {
    if (!this.open) return
    this.#disconnect()
    this.#transport.close(code, reason)
  }
}

/** The part of an error that never holds a payload. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : typeof error
}
