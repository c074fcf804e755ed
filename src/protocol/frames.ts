/** A frame that a client sent, as far as it could be read. */
export interface ClientFrame {
  event: string
  channel: string | null
  /** As sent; Pusher's own events may carry it as JSON text. */
  data: unknown
}

/** Reads a client's frame; null when it is not JSON, not an object or names no event. */
export function parseFrame(text: string): ClientFrame | null {
  const frame = parseJson(text)
  if (!isRecord(frame) || typeof frame['event'] !== 'string') return null
  const channel = frame['channel']
  return {
    event: frame['event'],
    channel: typeof channel === 'string' ? channel : null,
    data: frame['data'],
  }
}

/** The `data` of one of Pusher's own events, sent as an object or as JSON text. */
export function frameData(frame: ClientFrame): Record<string, unknown> {
  const data = typeof frame.data === 'string' ? parseJson(frame.data) : frame.data
  return isRecord(data) ? data : {}
}

/** A frame to a client: `data` travels as text. */
export function encodeFrame(event: string, data: string, channel?: string): string {
  return JSON.stringify(channel === undefined ? { event, data } : { event, data, channel })
}

/** `pusher:error`: the one event whose data is an object, not text. */
export function encodeError(message: string, code: number | null = null): string {
  return JSON.stringify({ event: 'pusher:error', data: { code, message } })
}

/** Levels of nesting; deeper values could be read, but not written again without exhausting the stack. */
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
