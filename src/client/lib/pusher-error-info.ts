/** The content of a pusher-js error event. */
export interface PusherErrorInfo {
  /** 4000–4302 (Pusher documentation, "Pusher Channels Protocol", error codes); null without one. */
  code: number | null
  message: string
  /** True for an error frame of Pusher; false for a failure of the socket. */
  isFromPusher: boolean
}

interface ErrorEvent {
  type?: string
  error?: unknown
  data?: { code?: number | null; message?: string } | null
}

/** Reads `{ type: 'PusherError', data }`, alone or wrapped in a WebSocketError. Accepts any other value. */
export function readPusherError(event: unknown): PusherErrorInfo {
  const { type, data } = Object(unwrapPusherError(event)) as ErrorEvent
  const { code = null, message = '' } = data ?? {}
  return { code, message: message || 'a socket error', isFromPusher: type === 'PusherError' }
}

/** The inner error of a WebSocketError, or the event itself. */
export function unwrapPusherError(event: unknown): unknown {
  const { type, error } = Object(event) as ErrorEvent
  return type === 'WebSocketError' ? error : event
}
