import type { AppState } from './app-state.ts'
import type { ChannelState } from './channel-state.ts'
import { encodeError } from './frames.ts'
import type { Transport } from './hub-types.ts'
import type { SignedInUser } from './users.ts'

/** One open connection and what the app knows of it. */
export class Session {
  readonly socketId: string
  readonly app: AppState
  readonly channels = new Map<string, ChannelState>()
  user: SignedInUser | null = null
  open = true
  /** Epoch ms of the last frame from the client. */
  heardAt: number
  /** Whether the hub waits for an answer to its ping. */
  pinged = false
  /** Epoch ms of the latest client events, for their rate. */
  clientEventTimes: number[] = []
  readonly #transport: Transport

  constructor(app: AppState, socketId: string, transport: Transport) {
    this.app = app
    this.socketId = socketId
    this.heardAt = app.clock.now()
    this.#transport = transport
  }

  send(frame: string): void {
    if (this.open) this.#transport.send(frame)
  }

  /** Answers with `pusher:error`; the connection stays. */
  refuse(message: string, code: number | null = null): void {
    this.send(encodeError(message, code))
  }

  /** Closes the socket. What the app holds of it is let go at once, not when the transport confirms. */
  close(code: number, reason: string): void {
    if (!this.open) return
    this.app.disconnect(this)
    this.#transport.close(code, reason)
  }
}
