import type { BroadcasterType } from '../../channels/internal.ts'

/** An event for the subscribers of its channels. */
export interface Message {
  /** The channels to publish on, 1 to 100. */
  channels: readonly string[]
  /** The name of the event. */
  event: string
  /** The payload as JSON text, at most 10 240 bytes (Pusher documentation, "HTTP API reference"). */
  data: string
  /** The connection that caused the event, which does not receive it. @defaultValue none */
  socketId?: string
}

/** An occupied channel. */
export interface OccupiedNow {
  /** The name of the channel. */
  channel: string
  /** The ids of the members of a presence channel. */
  members: string[]
}

/** A backend that delivers events to subscribers. */
export interface Broadcaster {
  /** Unique among the server's broadcasters; clients send it in authorization requests. */
  readonly name: string
  /** The kind of backend. */
  readonly type: BroadcasterType
  /** The app key, with which clients connect. */
  readonly key: string
  /** Signs subscriptions and sign-ins for this backend. */
  readonly secret: string
  /** Its cluster; null without one. */
  readonly cluster: string | null
  /** True when the backend is reached over TLS. */
  readonly useTls: boolean
  /**
   * The master key of encrypted channels: 32 bytes, base64. @defaultValue none: encrypted channels are not supported
   */
  readonly encryptionMasterKey?: string
  /**
   * Sends in order. If it fails in the middle, `accepted` of the error is the number of messages that were already
   * accepted, and only the rest is sent again.
   *
   * @returns number of connections that received the messages; null when the backend does not report it
   * @throws {@link BroadcastError} when it did not accept them
   */
  send(messages: readonly Message[]): Promise<number | null>
  /**
   * Closes all connections of a signed-in user.
   *
   * @throws {@link BroadcastError} when it failed
   */
  terminateUser(userId: string): Promise<void>
  /**
   * Closes the oldest connections of a signed-in user, so that the newest `keep` are left. The limit also applies to
   * later sign-ins until the user is offline.
   *
   * @param keep - number of connections to keep
   * @throws {@link BroadcastError} when it failed
   * @defaultValue none: the backend cannot count the connections of one user
   */
  endOldestConnections?: (userId: string, keep: number) => void | Promise<void>
  /** Number of open connections. @defaultValue none: the backend does not report it */
  connections?: () => number
  /**
   * The occupied channels, at most 10 000.
   *
   * @throws {@link BroadcastError} when it did not respond
   * @defaultValue none: only webhooks report which channels are occupied
   */
  occupied?: () => Promise<OccupiedNow[]>
}

/** Why a backend did not accept a message. */
export type BroadcastFailure =
  /** A network error, a timeout or an error of the backend. The same message may succeed later. */
  | 'retry'
  /** The quota is used up. No message succeeds before the day ends. */
  | 'quota'
  /** Too many requests. The same message succeeds later. */
  | 'throttled'
  /** The event is invalid (400, 413). The same message never succeeds, but other events do. */
  | 'rejected'
  /**
   * The credentials or the app are refused (401, 403, 404). No message succeeds before the configuration is corrected.
   */
  | 'refused'

/**
 * A message that a backend did not accept.
 *
 * @example
 * ```ts
 * import { BroadcastError, pusher } from 'react-pusher-kit/server'
 *
 * const backend = pusher({ appId: '123', key: 'key', secret: 'secret', cluster: 'eu' })
 * try {
 *   await backend.send([{ channels: ['news'], event: 'published', data: '{}' }])
 * } catch (error) {
 *   if (error instanceof BroadcastError && error.failure === 'quota') show('Out of quota for today.')
 * }
 * ```
 */
export class BroadcastError extends Error {
  /** The kind of failure, which decides how to retry. */
  readonly failure: BroadcastFailure
  /** HTTP status of the backend's response; null without one. */
  readonly status: number | null
  /** Number of first messages that the backend had accepted already. */
  readonly accepted: number

  constructor(
    failure: BroadcastFailure,
    message: string,
    status: number | null = null,
    cause?: unknown,
    accepted = 0,
  ) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'BroadcastError'
    this.failure = failure
    this.status = status
    this.accepted = accepted
  }
}

/**
 * The backend cannot be used with the current configuration. The message names the remedy, and may be shown to
 * callers.
 */
export class SetupError extends BroadcastError {
  constructor(message: string, cause?: unknown) {
    super('refused', message, null, cause)
  }
}

/** The failure as a {@link BroadcastError}, with the number of messages that were accepted before it. */
export function broadcastError(error: unknown, accepted = 0): BroadcastError {
  if (error instanceof BroadcastError) {
    if (accepted === 0) return error
    const { failure, message, status, cause } = error
    return new BroadcastError(failure, message, status, cause ?? error, error.accepted + accepted)
  }
  const message = error instanceof Error ? error.message : 'A backend failed for an unknown reason.'
  return new BroadcastError('retry', message, null, error, accepted)
}
