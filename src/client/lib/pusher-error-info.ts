/** What pusher-js's error events say. */
export interface PusherErrorInfo {
  /** 4000–4302 (Pusher documentation, "Pusher Channels Protocol", error codes); null without one. */
  code: number | null
  message: string
  /** Pusher said it, about the connection or about a single event; otherwise it is the socket that failed. */
  isFromPusher: boolean
}

interface ErrorEvent {
  type?: string
  error?: unknown
  data?: { code?: number | null; message?: string } | null
}

/** `{ type: 'PusherError', data }`, or the same wrapped in a WebSocketError, or something else entirely. */
export function readPusherError(event: unknown): PusherErrorInfo {
  const { type, data } = Object(unwrapPusherError(event)) as ErrorEvent
  const { code = null, message = '' } = data ?? {}
  return { code, message: message || 'a socket error', isFromPusher: type === 'PusherError' }
}

/** What a WebSocketError wraps, or the event itself. */
export function unwrapPusherError(event: unknown): unknown {
  const { type, error } = Object(event) as ErrorEvent
  return type === 'WebSocketError' ? error : event
}
