/** What a backend is: Pusher Channels, a compatible service, a cluster of one's own, or the hub in this process. */
export type BroadcasterType = 'pusher' | 'ably' | 'self_hosted' | 'embedded'

/** One event on its way to the subscribers. */
export interface Message {
  /** 1 to 100. */
  channels: readonly string[]
  event: string
  /** The payload as JSON text, 10 240 bytes at most. */
  data: string
  /** The connection that caused the event, and does not get it. */
  socketId?: string
}

/** A backend that brings events to subscribers. */
export interface Broadcaster {
  /** Unique among the server's broadcasters; clients name it when they ask for a signature. */
  readonly name: string
  readonly type: BroadcasterType
  /** The app key; clients connect with it. */
  readonly key: string
  /** Signs subscriptions and sign-ins for this backend. */
  readonly secret: string
  readonly cluster: string | null
  readonly useTls: boolean
  /** 32 bytes, base64: the master key of encrypted channels. */
  readonly encryptionMasterKey?: string
  /**
   * Sends in order.
   *
   * @returns to how many connections the messages went; null where the backend does not tell
   * @throws BroadcastError
   */
  send(messages: readonly Message[]): Promise<number | null>
  /** Closes all connections of a signed-in user. */
  terminateUser(userId: string): Promise<void>
  /** Connections open now; left out where the backend does not tell. */
  connections?: () => number
}

/**
 * - `retry`: the network, a timeout or the backend's fault: the same again may work
 * - `quota`: over the plan's limit: nothing works before the day ends
 * - `throttled`: too fast
 * - `rejected`: the caller's error, the same again never works
 */
export type BroadcastFailure = 'retry' | 'quota' | 'throttled' | 'rejected'

/** A message that a backend did not take. */
export class BroadcastError extends Error {
  readonly failure: BroadcastFailure
  /** HTTP status of the backend's answer; null when there was none. */
  readonly status: number | null

  constructor(failure: BroadcastFailure, message: string, status: number | null = null, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'BroadcastError'
    this.failure = failure
    this.status = status
  }
}
