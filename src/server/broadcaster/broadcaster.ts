import type { BroadcasterType } from '../../channels/internal.ts'

/** One event for the subscribers of its channels. */
export interface Message {
  /** The channels that it goes to, 1 to 100. */
  channels: readonly string[]
  /** The name of the event. */
  event: string
  /** The payload as JSON text, 10 240 bytes at most (Pusher documentation, "HTTP API reference"). */
  data: string
  /** The connection that caused the event, and does not get it. @defaultValue none */
  socketId?: string
}

/** A channel that is occupied now. */
export interface OccupiedNow {
  /** The channel. */
  channel: string
  /** Ids of a presence channel's members. */
  members: string[]
}

/** A backend that delivers events to subscribers. */
export interface Broadcaster {
  /** Unique among the server's broadcasters; clients send it with a request for a signature. */
  readonly name: string
  /** What it is. */
  readonly type: BroadcasterType
  /** The app key; clients connect with it. */
  readonly key: string
  /** Signs subscriptions and sign-ins for this backend. */
  readonly secret: string
  /** Its cluster; null without one. */
  readonly cluster: string | null
  /** It is reached over TLS. */
  readonly useTls: boolean
  /**
   * The master key of encrypted channels: 32 bytes, base64. @defaultValue none: it carries no encrypted
   * channels
   */
  readonly encryptionMasterKey?: string
  /**
   * Sends in order. When it fails in the middle, `accepted` of the error counts the messages that the backend accepted
   * before: only the rest is sent again.
   *
   * @returns count of connections that the messages went to; null where the backend does not report it
   * @throws {@link BroadcastError} when it did not accept them
   */
  send(messages: readonly Message[]): Promise<number | null>
  /**
   * Closes all connections of a signed-in user.
   *
   * @throws {@link BroadcastError} when it did not
   */
  terminateUser(userId: string): Promise<void>
  /**
   * Closes the connections that a user signed in on first, so that the newest `keep` are left; the same holds for each
   * further sign-in until the user is offline.
   *
   * @param keep - count of connections that stay open
   * @throws {@link BroadcastError} when it did not
   * @defaultValue none: the backend cannot count the connections of one user
   */
  endOldestConnections?: (userId: string, keep: number) => void | Promise<void>
  /** Count of connections open now. @defaultValue none: the backend does not report it */
  connections?: () => number
  /**
   * The channels that are occupied now, 10 000 at most.
   *
   * @throws {@link BroadcastError} when it did not answer
   * @defaultValue none: the backend is not asked, and webhooks alone say which channels are occupied
   */
  occupied?: () => Promise<OccupiedNow[]>
}

/** Why a backend did not accept a message. */
export type BroadcastFailure =
  /** The network, a timeout or an error of the backend: the same message may succeed later. */
  | 'retry'
  /** Over the plan's limit: no message succeeds before the day ends. */
  | 'quota'
  /** Too many requests: the same message succeeds later. */
  | 'throttled'
  /** The event is invalid (400, 413): the same message never succeeds, other events do. */
  | 'rejected'
  /** The credentials or the app are refused (401, 403, 404): no message succeeds before the configuration is corrected. */
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
  /** The kind of the failure, which decides on the next attempt. */
  readonly failure: BroadcastFailure
  /** HTTP status of the backend's answer; null when there was none. */
  readonly status: number | null
  /** Count of the first messages that the backend had accepted before. */
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

/** A backend that cannot be used with the present setup. The message names the remedy, and callers may read it. */
export class SetupError extends BroadcastError {
  constructor(message: string, cause?: unknown) {
    super('refused', message, null, cause)
  }
}

/** The failure as a {@link BroadcastError}, with the count of messages that were accepted before it. */
export function broadcastError(error: unknown, accepted = 0): BroadcastError {
  if (error instanceof BroadcastError) {
    if (accepted === 0) return error
    const { failure, message, status, cause } = error
    return new BroadcastError(failure, message, status, cause ?? error, error.accepted + accepted)
  }
  const message = error instanceof Error ? error.message : 'A backend failed for an unknown reason.'
  return new BroadcastError('retry', message, null, error, accepted)
}
