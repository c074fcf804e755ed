import type { PayloadIssue } from '../channels/internal.ts'
import { isRefusal } from './connection/close-codes.ts'

/** The error codes; each one is a heading of docs/errors.md. */
export type ClientErrorCode =
  | 'subscription_failed'
  | 'connection_failed'
  | 'invalid_payload'
  | 'trigger_failed'
  | 'request_failed'
  | 'handler_threw'
  | 'invalid_config'
  | 'history_denied'
  | 'history_failed'
  | 'history_malformed'
  | 'regex_timeout'
  | 'regex_refused'

/**
 * The base class of the kit's errors.
 *
 * @example
 * ```ts
 * import { PusherKitError } from 'react-pusher-kit'
 * import { createPusherKit } from 'react-pusher-kit/client'
 *
 * createPusherKit({
 *   appKey: 'key',
 *   cluster: 'eu',
 *   onError: (error) => {
 *     if (error instanceof PusherKitError) show(error.code, error.message)
 *   },
 * })
 * ```
 */
export abstract class PusherKitError extends Error {
  /** The heading in docs/errors.md that explains the error. */
  abstract readonly code: ClientErrorCode

  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = new.target.name
  }
}

/** Why a channel is not subscribed. */
export type SubscriptionFailure =
  /** The auth endpoint refused, or its response has no signature. */
  | 'AuthError'
  /** No response within `auth.timeout`; the kit keeps trying. */
  | 'TimeoutError'
  /** Pusher refused the subscription. */
  | 'SubscriptionRefused'
  /** pusher-js does not support this channel. */
  | 'Unsupported'
  /** The app declared `channels`, and none matches. */
  | 'Undeclared'

/**
 * A channel could not be subscribed to.
 *
 * It is the `error` of a channel whose `status` is `error`, and is passed to `onError`.
 *
 * @example
 * ```ts
 * const { error, retry } = usePusherChannel('private-orders')
 * if (error instanceof SubscriptionError && error.status === 403) show('You may not see these orders.', retry)
 * ```
 */
export class SubscriptionError extends PusherKitError {
  readonly code = 'subscription_failed'
  /** The channel that could not be subscribed to; `#server-to-user` for a sign-in. */
  declare readonly channel: string
  /** The kind of failure. */
  declare readonly type: SubscriptionFailure
  /** HTTP status of the auth endpoint; null without a response. */
  declare readonly status: number | null

  constructor(
    channel: string,
    type: SubscriptionFailure,
    detail: string,
    { status = null, cause }: { status?: number | null; cause?: unknown } = {},
  ) {
    super(`Expected to subscribe to "${channel}" but got ${detail}`, cause)
    this.channel = channel
    this.type = type
    this.status = status
  }
}

/**
 * The socket failed, or was closed with an error.
 *
 * It is the `error` of the connection, and is passed to `onError`.
 *
 * @example
 * ```ts
 * const { error } = usePusherConnection()
 * if (error instanceof ConnectionError && error.closeCode === 4004) show('Too many connections.')
 * ```
 */
export class ConnectionError extends PusherKitError {
  readonly code = 'connection_failed'
  /** 4000–4299 (Pusher documentation, "Pusher Channels Protocol", error codes); null without one. */
  declare readonly closeCode: number | null

  constructor(closeCode: number | null, detail: string, cause?: unknown) {
    super(`Expected a connection to Pusher but got ${detail}${closeCode ? ` (${closeCode})` : ''}`, cause)
    this.closeCode = closeCode
  }

  /**
   * True for 4001–4099: the connection must not be retried unchanged (Pusher documentation, "Pusher Channels
   * Protocol", error codes). After 4000 pusher-js retries over TLS.
   */
  get isFinal(): boolean {
    return isRefusal(this.closeCode)
  }
}

/**
 * A payload does not match its declaration.
 *
 * For a received event, it is passed to `onError` and no handler is called; for a sent one, `trigger` rejects with it.
 *
 * @example
 * ```ts
 * const onError = (error: Error) => {
 *   if (error instanceof PayloadError) show(error.event, error.issues.map(({ message }) => message))
 * }
 * ```
 */
export class PayloadError extends PusherKitError {
  readonly code = 'invalid_payload'
  /** The channel of the event. */
  declare readonly channel: string
  /** The event with the payload. */
  declare readonly event: string
  /** The issues that the schema reported. */
  declare readonly issues: readonly PayloadIssue[]
  /** The payload before validation. */
  declare readonly payload: unknown

  constructor(channel: string, event: string, issues: readonly PayloadIssue[], payload: unknown) {
    const first = issues[0]?.message ?? 'an issue without a message'
    super(`Expected the declared payload of "${event}" on "${channel}" but got one with issues: ${first}`)
    this.channel = channel
    this.event = event
    this.issues = issues
    this.payload = payload
  }
}

/** Why an event was not sent. */
export type TriggerFailure =
  /** The app declared `channels`, and they do not have the channel or the event. */
  | 'undeclared'
  /** The channel does not support client events, or the name or payload is too large. */
  | 'illegal'
  /** It could not be sent within `ttl`. */
  | 'expired'
  /** The queue already has 100 events. */
  | 'queue_full'
  /** Pusher refused it. */
  | 'rejected'
  /** The connection was lost before Pusher confirmed or refused it: it may or may not have arrived. */
  | 'unconfirmed'
  /** The session ended while it was queued. */
  | 'disposed'

/**
 * An event could not be triggered.
 *
 * @example
 * ```ts
 * const { trigger } = usePusherActions()
 * try {
 *   await trigger('private-room', 'client-wave', {})
 * } catch (error) {
 *   if (error instanceof TriggerError && error.reason === 'expired') show('You are offline.')
 * }
 * ```
 */
export class TriggerError extends PusherKitError {
  readonly code = 'trigger_failed'
  /** The channel of the event that was not sent. */
  declare readonly channel: string
  /** The event that was not sent. */
  declare readonly event: string
  /** Why it was not sent. */
  declare readonly reason: TriggerFailure

  constructor(channel: string, event: string, reason: TriggerFailure, detail: string) {
    super(`Expected to trigger "${event}" on "${channel}" but got ${detail}`)
    this.channel = channel
    this.event = event
    this.reason = reason
  }
}

/**
 * An endpoint of the app responded with an error, or did not respond.
 *
 * @example
 * ```ts
 * const { sendMessage } = usePusherActions()
 * try {
 *   await sendMessage('private-user-42', 'chat', { text: 'hello' })
 * } catch (error) {
 *   if (error instanceof RequestError) show(error.url, error.status)
 * }
 * ```
 */
export class RequestError extends PusherKitError {
  readonly code = 'request_failed'
  /** The URL of the request. */
  declare readonly url: string
  /** HTTP status; null without a response. */
  declare readonly status: number | null

  constructor(url: string, status: number | null, detail: string, cause?: unknown) {
    super(`Expected ${url} to answer with success but got ${detail}`, cause)
    this.url = url
    this.status = status
  }
}

/**
 * A listener of the app threw; the other listeners were called.
 *
 * It is passed to `onError` of `PusherProvider` and `createPusherKit`.
 *
 * @example
 * ```ts
 * const onError = (error: Error) => {
 *   if (error instanceof HandlerError) show(`The handler of ${error.event} threw`, error.cause)
 * }
 * ```
 */
export class HandlerError extends PusherKitError {
  readonly code = 'handler_threw'
  /** The channel of the event. */
  declare readonly channel: string
  /** The event whose handler threw; `cause` is the exception. */
  declare readonly event: string

  constructor(channel: string, event: string, cause: unknown) {
    super(`Expected the handler of "${event}" on "${channel}" to return but got an exception`, cause)
    this.channel = channel
    this.event = event
  }
}

/**
 * An invalid configuration or call.
 *
 * @example
 * ```ts
 * try {
 *   pusherConfigFromEnv(import.meta.env)
 * } catch (error) {
 *   if (error instanceof ConfigError) show(error.message)
 * }
 * ```
 */
export class ConfigError extends PusherKitError {
  readonly code = 'invalid_config'
}
