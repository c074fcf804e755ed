export type ProtocolErrorCode =
  | 'invalid_socket_id'
  | 'invalid_channel_name'
  | 'invalid_master_key'
  | 'invalid_nonce'

/** A value that Pusher would not accept, found before it is signed, encrypted or sent. */
export class ProtocolError extends Error {
  readonly code: ProtocolErrorCode

  constructor(code: ProtocolErrorCode, message: string) {
    super(message)
    this.name = 'ProtocolError'
    this.code = code
  }
}

/** An HTTP API request that Pusher refuses; `message` is the response body, plain text. */
export class ApiError extends Error {
  readonly status: 400 | 401 | 403 | 404 | 405 | 413
  /** The message for logs: without signatures and signed texts. */
  readonly summary: string

  constructor(status: ApiError['status'], message: string, summary = message) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.summary = summary
  }
}
