import { HttpError } from './http-error.ts'

/** Deeper values overflow the stack of recursive readers further on. */
const deepest = 64

export type JsonObject = Record<string, unknown>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Reads a body and stops as soon as it is too large, whatever `content-length` says.
 *
 * @throws HttpError 413, or 400 when it is not UTF-8
 */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge(maxBytes)
  if (!request.body) return ''
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const reader = request.body.getReader()
  let text = ''
  let bytes = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return text + decoder.decode()
      bytes += value.byteLength
      if (bytes > maxBytes) throw tooLarge(maxBytes)
      text += decoder.decode(value, { stream: true })
    }
  } catch (error) {
    await reader.cancel().catch(() => {})
    if (error instanceof HttpError) throw error
    throw new HttpError(400, 'invalid_body', 'Expected a body of UTF-8 text that arrives whole.', {
      field: 'body',
      cause: error,
    })
  }
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

/** @throws HttpError 400 when the body is not JSON */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  return parseJson(await readText(request, maxBytes))
}

/** @throws HttpError 400 when the body is not a JSON object */
export async function readObject(request: Request, maxBytes: number): Promise<JsonObject> {
  const value = await readJson(request, maxBytes)
  if (isObject(value)) return value
  throw new HttpError(400, 'invalid_json', 'Expected the body to be a JSON object.', { field: 'body' })
}

function tooLarge(maxBytes: number): HttpError {
  return new HttpError(413, 'too_large', `Expected a body of at most ${maxBytes} bytes.`, { field: 'body' })
}

/** The deepest level of brackets outside of strings. */
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
