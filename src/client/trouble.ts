/** What pusher-js's error events say. */
export interface Trouble {
  /** 4000–4302 (Pusher documentation, "Pusher Channels Protocol", error codes); null without one. */
  code: number | null
  message: string
  /** Pusher said it, about the connection or about a single event; otherwise it is the socket that failed. */
  isPushers: boolean
}

interface ErrorEvent {
  type?: string
  error?: unknown
  data?: { code?: number | null; message?: string } | null
}

/** `{ type: 'PusherError', data }`, or the same wrapped in a WebSocketError, or something else entirely. */
export function readTrouble(event: unknown): Trouble {
  const { type, data } = Object(innermostTrouble(event)) as ErrorEvent
  const { code = null, message = '' } = data ?? {}
  return { code, message: message || 'a socket error', isPushers: type === 'PusherError' }
}

/** What a WebSocketError wraps, or the event itself. */
export function innermostTrouble(event: unknown): unknown {
  const { type, error } = Object(event) as ErrorEvent
  return type === 'WebSocketError' ? error : event
}
