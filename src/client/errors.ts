import type { PayloadIssue } from '../channels/index.ts'

/** Each is a heading in docs/errors.md. */
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

/** What every error of the kit has. */
export abstract class PusherKitError extends Error {
  abstract readonly code: ClientErrorCode

  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = new.target.name
  }
}

/** Why a channel is not subscribed. */
export type SubscriptionFailure =
  /** The auth endpoint refused, or answered something else than a signature. */
  | 'AuthError'
  /** Neither success nor failure within `auth.timeout`; the kit goes on trying. */
  | 'TimeoutError'
  /** Pusher refused the subscription. */
  | 'SubscriptionRefused'
  /** pusher-js cannot subscribe to such a channel at all. */
  | 'Unsupported'

/** A channel could not be subscribed to. */
export class SubscriptionError extends PusherKitError {
  readonly code = 'subscription_failed'
  readonly channel: string
  readonly type: SubscriptionFailure
  /** HTTP status of the auth endpoint; null when there was no answer. */
  readonly status: number | null

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

/** The socket failed, or was closed with an error. */
export class ConnectionError extends PusherKitError {
  readonly code = 'connection_failed'
  /** 4000–4299 (Pusher documentation, "Pusher Channels Protocol", error codes); null without one. */
  readonly closeCode: number | null

  constructor(closeCode: number | null, detail: string, cause?: unknown) {
    super(`Expected a connection to Pusher but got ${detail}${closeCode ? ` (${closeCode})` : ''}`, cause)
    this.closeCode = closeCode
  }
}

/** A payload does not fit its declaration. */
export class PayloadError extends PusherKitError {
  readonly code = 'invalid_payload'
  readonly channel: string
  readonly event: string
  readonly issues: readonly PayloadIssue[]
  /** As it came. */
  readonly payload: unknown

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
export type TriggerFailure = 'illegal' | 'expired' | 'queue_full' | 'rejected' | 'unconfirmed' | 'disposed'

/** An event could not be triggered. */
export class TriggerError extends PusherKitError {
  readonly code = 'trigger_failed'
  readonly channel: string
  readonly event: string
  readonly reason: TriggerFailure

  constructor(channel: string, event: string, reason: TriggerFailure, detail: string) {
    super(`Expected to trigger "${event}" on "${channel}" but got ${detail}`)
    this.channel = channel
    this.event = event
    this.reason = reason
  }
}

/** An endpoint of the app answered with an error, or not at all. */
export class RequestError extends PusherKitError {
  readonly code = 'request_failed'
  readonly url: string
  /** HTTP status; null when there was no answer. */
  readonly status: number | null

  constructor(url: string, status: number | null, detail: string, cause?: unknown) {
    super(`Expected ${url} to answer with success but got ${detail}`, cause)
    this.url = url
    this.status = status
  }
}

/** A listener of the app threw; the others were called all the same. */
export class HandlerError extends PusherKitError {
  readonly code = 'handler_threw'
  readonly channel: string
  readonly event: string

  constructor(channel: string, event: string, cause: unknown) {
    super(`Expected the handler of "${event}" on "${channel}" to return but got an exception`, cause)
    this.channel = channel
    this.event = event
  }
}

/** The kit was set up or called in a way that cannot work. */
export class ConfigError extends PusherKitError {
  readonly code = 'invalid_config'
}
