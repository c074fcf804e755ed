import { BroadcastError } from './broadcaster.ts'
import type { BroadcastFailure } from './broadcaster.ts'
import type { HttpAnswer } from './pusher-client.ts'

/** What the official package rejects with. */
interface RequestFailure {
  status?: number
  body?: string
  error?: unknown
}

/** Compatible servers put the protocol's code for "over quota" into the body of an answer. */
const overQuotaCode = /"code"\s*:\s*4004\b/

/**
 * What a status means for the next attempt. Over the message quota Pusher answers 403 with "quota" in the body;
 * 402 and the code 4004 mean the same elsewhere.
 */
export function failureOf(status: number, body: string): BroadcastFailure {
  const namesQuota = status === 403 && /quota/i.test(body)
  if (status === 402 || namesQuota || overQuotaCode.test(body)) return 'quota'
  if (status === 429) return 'throttled'
  return status >= 500 || status === 408 ? 'retry' : 'rejected'
}

/** Makes a {@link BroadcastError} of whatever a request failed with. */
export function backendError(error: unknown): BroadcastError {
  if (error instanceof BroadcastError) return error
  const { status, body = '' } = (typeof error === 'object' && error !== null ? error : {}) as RequestFailure
  if (typeof status === 'number') {
    const reason = body.slice(0, 200).trim()
    return new BroadcastError(
      failureOf(status, body),
      `The backend answered ${status}: ${reason}`,
      status,
      error,
    )
  }
  const message = error instanceof Error ? error.message : 'unknown'
  // What the package throws before it asks anybody is the caller's error.
  const failure = isNetworkFailure(error) ? 'retry' : 'rejected'
  return new BroadcastError(failure, `The backend could not be reached: ${message}`, null, error)
}

/** @throws BroadcastError for a 200 that tells of an error, as soketi's do */
export async function assertAccepted(answer: HttpAnswer): Promise<void> {
  const body = await answer.text()
  let parsed: unknown
  try {
    parsed = JSON.parse(body)
  } catch {
    return
  }
  const { error } = (typeof parsed === 'object' && parsed !== null ? parsed : {}) as { error?: unknown }
  if (error === undefined || error === null || error === false) return
  const failure = overQuotaCode.test(body) || /quota/i.test(body) ? 'quota' : 'retry'
  throw new BroadcastError(
    failure,
    `The backend answered ${answer.status} with the error ${body.slice(0, 200)}`,
    answer.status,
  )
}

function isNetworkFailure(error: unknown): boolean {
  return error instanceof Error && error.name === 'PusherRequestError'
}
