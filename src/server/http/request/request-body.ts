import { HttpError } from './http-error.ts'

/** Maximum nesting. Deeper values would overflow the stack of recursive functions. */
const deepest = 64

/** Shared by all bodies, because creating one takes longer than decoding most of them. */
const utf8 = new TextDecoder('utf-8', { fatal: true })

export type JsonObject = Record<string, unknown>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The limits of a body: its size and its time. */
export interface BodyLimits {
  maxBytes: number
  /** ms for the complete body to arrive. */
  timeoutMs: number
}

/**
 * Reads a body. Stops as soon as it is too large, whatever `content-length` is, or takes too long.
 *
 * @throws HttpError 413, 408, or 400 when it is not UTF-8
 */
export async function readText(
  { headers, body }: Pick<Request, 'headers' | 'body'>,
  { maxBytes, timeoutMs }: BodyLimits,
): Promise<string> {
  if (Number(headers.get('content-length') ?? 0) > maxBytes) throw tooLarge(maxBytes)
  if (!body) return ''
  const reader = body.getReader()
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooSlow(timeoutMs)), timeoutMs)
  })
  try {
    return await Promise.race([readAll(reader, maxBytes), timeout])
  } catch (error) {
    // Not awaited, because cancelling a source may never settle.
    reader.cancel().catch(() => {})
    if (error instanceof HttpError) throw error
    throw new HttpError(400, 'invalid_body', 'Expected a complete body of UTF-8 text.', {
      field: 'body',
      cause: error,
    })
  } finally {
    clearTimeout(timer)
  }
}

async function readAll(reader: ReadableStreamDefaultReader<Uint8Array>, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return utf8.decode(joined(chunks, bytes))
    bytes += value.byteLength
    if (bytes > maxBytes) throw tooLarge(maxBytes)
    chunks.push(value)
  }
}

function joined(chunks: readonly Uint8Array[], bytes: number): Uint8Array {
  const [first] = chunks
  if (first && chunks.length === 1) return first
  const whole = new Uint8Array(bytes)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}

/** @throws HttpError 400 when the text is not JSON */
export function parseJson(text: string): unknown {
  if (nesting(text) > deepest) {
    throw new HttpError(400, 'invalid_json', `Expected JSON of at most ${deepest} levels.`, { field: 'body' })
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new HttpError(400, 'invalid_json', 'Expected the body to be JSON but it cannot be parsed.', {
      field: 'body',
    })
  }
}

/** @throws HttpError 400 when the body is not a JSON object */
export async function readObject(request: Request, limits: BodyLimits): Promise<JsonObject> {
  return parseObject(await readText(request, limits))
}

/** @throws HttpError 400 when the text is not a JSON object */
export function parseObject(text: string): JsonObject {
  const value = parseJson(text)
  if (isObject(value)) return value
  throw new HttpError(400, 'invalid_json', 'Expected the body to be a JSON object.', { field: 'body' })
}

function tooLarge(maxBytes: number): HttpError {
  return new HttpError(413, 'too_large', `Expected a body of at most ${maxBytes} bytes.`, { field: 'body' })
}

function tooSlow(timeoutMs: number): HttpError {
  const message = `Expected a body that arrives within ${timeoutMs} ms.`
  return new HttpError(408, 'body_timeout', message, { field: 'body' })
}

/** The maximum nesting of brackets outside strings. */
function nesting(text: string): number {
  let depth = 0
  let most = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x22) inString = !inString
    else if (inString) i += code === 0x5c ? 1 : 0
    else if (code === 0x7b || code === 0x5b) most = Math.max(most, ++depth)
    else if (code === 0x7d || code === 0x5d) depth--
  }
  return most
}
