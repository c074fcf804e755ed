/** A frame of a client: each field has its type, or is null where the client sent another type. */
export type ClientFrame =
  | { type: 'ping' | 'pong' }
  | { type: 'subscribe'; channel: string | null; auth: string | null; channelData: string | null }
  | { type: 'unsubscribe'; channel: string | null }
  | { type: 'signin'; auth: string | null; userData: string | null }
  | ClientEventFrame
  | { type: 'unknown'; event: string }

/** A `client-` event. */
export interface ClientEventFrame {
  type: 'client-event'
  event: string
  channel: string | null
  /** The value as the client sent it: any JSON value. */
  data: unknown
  /** The same value as text, for limits and webhooks. */
  text: string
}

/** Reads a client's frame; null when it is not JSON, is not an object or has no event name. */
export function parseFrame(raw: string): ClientFrame | null {
  const frame = parseJson(raw)
  if (!isRecord(frame)) return null
  const event = textField(frame, 'event')
  if (event === null) return null
  if (event.startsWith('client-')) return clientEvent(event, frame)
  switch (event) {
    case 'pusher:ping':
      return { type: 'ping' }
    case 'pusher:pong':
      return { type: 'pong' }
    case 'pusher:subscribe': {
      const data = dataField(frame)
      const [channel, auth] = [textField(data, 'channel'), textField(data, 'auth')]
      return { type: 'subscribe', channel, auth, channelData: textField(data, 'channel_data') }
    }
    case 'pusher:unsubscribe':
      return { type: 'unsubscribe', channel: textField(dataField(frame), 'channel') }
    case 'pusher:signin': {
      const data = dataField(frame)
      return { type: 'signin', auth: textField(data, 'auth'), userData: textField(data, 'user_data') }
    }
    default:
      return { type: 'unknown', event }
  }
}

function clientEvent(event: string, frame: Readonly<Record<string, unknown>>): ClientEventFrame {
  const data = frame['data'] ?? null
  const text = typeof data === 'string' ? data : JSON.stringify(data)
  return { type: 'client-event', event, channel: textField(frame, 'channel'), data, text }
}

/** The `data` of one of Pusher's own events, sent as an object or as JSON text. */
function dataField(frame: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const sent = frame['data']
  const data = typeof sent === 'string' ? parseJson(sent) : sent
  return isRecord(data) ? data : {}
}

function textField(fields: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = Object.hasOwn(fields, name) ? fields[name] : null
  return typeof value === 'string' ? value : null
}

/** A frame to a client: `data` is sent as text. */
export function encodeFrame(event: string, data: string, channel?: string): string {
  return JSON.stringify(channel === undefined ? { event, data } : { event, data, channel })
}

/** `pusher:error`: the one event whose data is an object, not text. */
export function encodeError(message: string, code: number | null = null): string {
  return JSON.stringify({ event: 'pusher:error', data: { code, message } })
}

/** Maximum nesting depth. Deeper values can be parsed, but serializing them again would overflow the stack. */
const deepest = 1000

/** undefined when `text` is not JSON, or nested too deeply. */
export function parseJson(text: string): unknown {
  try {
    return isTooDeep(text) ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

function isTooDeep(text: string): boolean {
  if (text.length <= 2 * deepest) return false
  let depth = 0
  let isInString = false
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (isInString) {
      if (char === '\\') i += 1
      else if (char === '"') isInString = false
    } else if (char === '"') isInString = true
    else if (char === '[' || char === '{') depth += 1
    else if (char === ']' || char === '}') depth -= 1
    if (depth > deepest) return true
  }
  return false
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
