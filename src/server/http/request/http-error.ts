/** The HTTP statuses of refusals. */
export type HttpErrorStatus = 400 | 401 | 403 | 404 | 405 | 408 | 409 | 413 | 415 | 429 | 500 | 502 | 503

/** Why a request was refused; each code is explained in `docs/errors.md`. */
export type ServerErrorCode =
  | 'authentication_unavailable'
  | 'backend_refused'
  | 'backend_unavailable'
  | 'body_timeout'
  | 'forbidden'
  | 'forbidden_origin'
  | 'idempotency_conflict'
  | 'idempotency_in_progress'
  | 'info_too_large'
  | 'internal'
  | 'invalid_address'
  | 'invalid_body'
  | 'invalid_field'
  | 'invalid_json'
  | 'invalid_signature'
  | 'no_master_key'
  | 'not_found'
  | 'overloaded'
  | 'payload_too_large'
  | 'rate_limited'
  | 'stale_webhook'
  | 'store_unavailable'
  | 'too_large'
  | 'too_many_channels'
  | 'too_many_connections'
  | 'too_many_events'
  | 'too_many_lines'
  | 'unauthenticated'
  | 'undeclared_channel'
  | 'undeclared_event'
  | 'unsupported_type'

/** The properties of a refusal other than its message. */
export interface HttpErrorOptions {
  /** The location in the request: `text`, `[3].level`, `socket_id`, `limit`. @defaultValue none */
  field?: string
  /** Headers of the response. @defaultValue `{}` */
  headers?: Readonly<Record<string, string>>
  /** The cause, which is never sent. @defaultValue none */
  cause?: unknown
}

/**
 * A refused request. The response body is `{ error: message, code, field? }`.
 *
 * @example
 * ```ts
 * import { HttpError, type MessageHandlers } from 'react-pusher-kit/server'
 *
 * export const messages: MessageHandlers = {
 *   chat: ({ payload, publish }) => {
 *     if (typeof payload !== 'string') {
 *       throw new HttpError(400, 'invalid_field', 'Expected a text.', { field: 'payload' })
 *     }
 *     return publish('chat', { text: payload })
 *   },
 * }
 * ```
 */
export class HttpError extends Error {
  /** HTTP status of the response. */
  readonly status: HttpErrorStatus
  /** A stable code for programs. */
  readonly code: ServerErrorCode
  /** The location in the request; undefined when the error is about the whole request. */
  readonly field: string | undefined
  /** Headers of the response. */
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: HttpErrorStatus,
    code: ServerErrorCode,
    message: string,
    options: HttpErrorOptions = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'HttpError'
    this.status = status
    this.code = code
    this.field = options.field
    this.headers = options.headers ?? {}
  }
}

/** The response to a request that failed. Details of errors other than {@link HttpError} are not sent. */
export function errorResponse(error: unknown): Response {
  if (!(error instanceof HttpError)) {
    const message = 'The server could not handle this request; see its log for the reason.'
    return Response.json({ error: message, code: 'internal' }, { status: 500 })
  }
  const { code, message, field, status, headers } = error
  const body = field === undefined ? { error: message, code } : { error: message, code, field }
  return Response.json(body, { status, headers: { ...headers } })
}

/** The error of an invalid field. */
export function invalidField(field: string, message: string): HttpError {
  return new HttpError(400, 'invalid_field', message, { field })
}

/** Describes an unexpected value in a message by its type, never by its value. */
export function typeName(value: unknown): string {
  if (value === null) return 'null'
  if (value === undefined) return 'nothing'
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`
}
