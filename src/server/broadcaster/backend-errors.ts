import { BroadcastError } from './broadcaster.ts'
import type { BroadcastFailure } from './broadcaster.ts'

/** The error with which Pusher's Node library rejects. */
interface RequestFailure {
  status?: unknown
  body?: unknown
  error?: unknown
}

/** Compatible servers send the protocol's code for "over quota" in the response body. */
const overQuotaCode = /"code"\s*:\s*4004\b/
/** Statuses that reject a single event: Pusher's 400 and 413, and Reverb's 422. */
const aboutTheEvent = new Set([400, 413, 422])
/** Maximum number of characters of a backend's response in a log line. */
const longestExcerpt = 160

/**
 * Maps a status to the kind of failure. When the message quota is used up, Pusher responds with 403 and "quota" in the
 * body; other servers use 402 or the code 4004. Other 4xx, except those about a single event, mean that the backend
 * accepts no requests of this server: invalid credentials, a disabled app, or a different server.
 */
export function failureOf(status: number, body: string): BroadcastFailure {
  const namesQuota = status === 403 && /quota/i.test(body)
  if (status === 402 || namesQuota || overQuotaCode.test(body)) return 'quota'
  if (status === 429) return 'throttled'
  if (aboutTheEvent.has(status)) return 'rejected'
  return status >= 400 && status < 500 && status !== 408 ? 'refused' : 'retry'
}

/** Converts an error of a request to a {@link BroadcastError}. */
export function backendError(error: unknown): BroadcastError {
  if (error instanceof BroadcastError) return error
  const {
    status,
    body,
    error: cause,
  } = (typeof error === 'object' && error !== null ? error : {}) as RequestFailure
  if (typeof status === 'number') {
    const text = typeof body === 'string' ? body : ''
    return new BroadcastError(
      failureOf(status, text),
      `The backend answered ${status}${excerpt(text)}.`,
      status,
      error,
    )
  }
  const reason = cause instanceof Error ? cause : error
  const message = reason instanceof Error ? printable(withoutUrl(reason.message)) : 'unknown'
  return new BroadcastError('retry', `The backend could not be reached: ${message}`, null, error)
}

/** Pusher's Node library throws before sending only when the event is invalid. */
export function refusedByPackage(error: unknown): BroadcastError {
  const message = error instanceof Error ? printable(error.message) : 'unknown'
  return new BroadcastError('rejected', `The event could not be sent: ${message}`, null, error)
}

/**
 * Only the documented response counts as delivered: 200 with a JSON object (Pusher documentation, "HTTP API
 * reference"). An empty body, an HTML page or a redirect does not come from the backend.
 *
 * @throws BroadcastError for anything else, and for a 200 with an error, as soketi sends
 */
export function assertAccepted(status: number, isRedirected: boolean, body: string): void {
  const parsed = jsonObject(body)
  if (status !== 200 || isRedirected || !parsed) {
    const way = isRedirected ? ' after a redirect' : ''
    throw new BroadcastError(
      'retry',
      `Expected the backend to answer 200 with a JSON object but it answered ${status}${way} with ${kindOf(body)}.`,
      status,
    )
  }
  const { error } = parsed
  if (error === undefined || error === null || error === false) return
  const failure = overQuotaCode.test(body) || /quota/i.test(body) ? 'quota' : 'retry'
  throw new BroadcastError(failure, `The backend answered 200 with an error${excerpt(body)}.`, status)
}

function jsonObject(body: string): { error?: unknown } | null {
  try {
    const parsed: unknown = JSON.parse(body)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? parsed : null
  } catch {
    return null
  }
}

function kindOf(body: string): string {
  if (body.trim() === '') return 'an empty body'
  if (/^\s*</.test(body)) return 'a page of HTML'
  return jsonObject(body) ? 'a JSON object' : 'something else than a JSON object'
}

/** A backend's response for the log: one line, without signatures, keys and payloads. */
function excerpt(body: string): string {
  if (/^\s*</.test(body)) return ' with a page of HTML'
  const text = printable(body.trim())
    // Pusher's 401 contains the signed text and the signature.
    .replaceAll(/auth_(key|signature|timestamp|version)=[^&\s"']*/gu, 'auth_$1=…')
    .replaceAll(/[0-9a-f]{20,}/giu, '…')
    .replaceAll(/"data"\s*:\s*"(?:[^"\\]|\\.)*"?/gu, '"data":"…"')
  if (text === '') return ''
  return `: ${text.length > longestExcerpt ? `${text.slice(0, longestExcerpt)}…` : text}`
}

function printable(text: string): string {
  return text.slice(0, 4 * longestExcerpt).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
}

/** Network errors contain the request's URL, with the signature in its query. */
function withoutUrl(message: string): string {
  return message.replaceAll(/\?[^\s]*/gu, '')
}
