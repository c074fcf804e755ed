import type { RequestError } from '../errors.ts'
import { isPage } from '../lib/html-page.ts'
import { pageInstead } from '../texts.ts'
import { pause } from '../lib/pause.ts'

/** The outcome of one request for a signature. */
export type Attempt<Answer> =
  | { answer: Answer }
  /** Final: not retried. */
  | { refusal: string; status: number | null }
  /** Temporary; `after` is the delay from `Retry-After`, ms. */
  | { failure: string; after?: number }

const firstDelay = 500
const maxDelay = 30_000

/** Repeats a request until it gets a response, is refused or is aborted. Null when it was aborted. */
export async function attemptUntilSettled<Answer>(
  attempt: () => Promise<Attempt<Answer>>,
  signal: AbortSignal,
): Promise<{ answer: Answer } | { refusal: string; status: number | null } | null> {
  for (let round = 0; !signal.aborted; round += 1) {
    const result = await attempt().catch((error: RequestError) => ({
      failure: error.message,
      after: undefined,
    }))
    if (signal.aborted) return null
    if (!('failure' in result)) return result
    const backoff = Math.min(firstDelay * 2 ** round, maxDelay)
    await pause(result.after ?? backoff * (0.5 + Math.random() / 2), signal)
  }
  return null
}

/** Parses a response of the auth endpoint. */
export async function readAttempt<Answer>(
  url: string,
  response: Response,
  read: (body: Record<string, unknown>) => Answer | null,
): Promise<Attempt<Answer>> {
  const { status } = response
  const text = await response.text()
  if (!response.ok) return failedAttempt(status, text, response.headers.get('retry-after'))
  const answer = read(parseObject(text))
  if (answer) return { answer }
  const unsigned = 'a response without a signature'
  return { refusal: isPage(response, text) ? `${unsigned}: ${pageInstead(status, url)}` : unsigned, status }
}

/** A temporary status (5xx, 408, 429) is a `failure`, any other a `refusal`. */
export function failedAttempt(status: number, text: string, retryAfter: string | null): Attempt<never> {
  const { error } = parseObject(text)
  const detail = `${status} from the auth endpoint${typeof error === 'string' ? `: ${error}` : ''}`
  const mayPass = status >= 500 || status === 429 || status === 408
  if (!mayPass) return { refusal: detail, status }
  const seconds = Number(retryAfter)
  return seconds > 0 ? { failure: detail, after: seconds * 1000 } : { failure: detail }
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
