import { createRemoteJWKSet, customFetch, errors } from 'jose'
import type { FetchImplementation, JWTVerifyGetKey } from 'jose'
import { HttpError } from '../http/request/http-error.ts'
import { readText } from '../http/request/request-body.ts'

/** ms to wait for the whole answer of the issuer. */
const fetchTimeout = 5000
/** ms between a failed fetch and the next one. */
const failurePause = 10_000
/** ms after a fetch in which a key that is not in the set causes no other fetch. */
const unknownKeyPause = 30_000
/** ms after which the keys are fetched again. */
const freshTime = 10 * 60_000
/** ms that keys are used while fetching them again fails. */
const longestUse = 60 * 60_000
/** Bytes of a key set; one key has about 500. */
const largestKeySet = 256 * 1024

/**
 * The public keys of an issuer. There is one fetch at a time, whatever tokens are checked: none for 10 s after a
 * failed one, and none for an unknown key within 30 s of the last. One key set is kept, of 256 KB at most.
 */
export function issuerKeys(url: URL): JWTVerifyGetKey {
  let fetchedAt = Number.NEGATIVE_INFINITY
  let failedAt = Number.NEGATIVE_INFINITY

  const fetchOnce: FetchImplementation = async (href, options) => {
    if (isWithin(failurePause, failedAt)) throw new Error('the last fetch failed a moment ago')
    try {
      const keySet = await readKeySet(await fetch(href, options))
      fetchedAt = Date.now()
      failedAt = Number.NEGATIVE_INFINITY
      return keySet
    } catch (error) {
      failedAt = Date.now()
      throw error
    }
  }
  const keys = createRemoteJWKSet(url, {
    timeoutDuration: fetchTimeout,
    cooldownDuration: unknownKeyPause,
    // Older keys are fetched again below, and still used while that fails.
    cacheMaxAge: Number.POSITIVE_INFINITY,
    [customFetch]: fetchOnce,
  })

  async function refresh(): Promise<void> {
    if (isWithin(freshTime, fetchedAt)) return
    try {
      await keys.reload()
    } catch (error) {
      if (!isWithin(longestUse, fetchedAt)) throw error
    }
  }

  return async (header, token) => {
    try {
      await refresh()
      return await keys(header, token)
    } catch (error) {
      throw isAboutToken(error) ? error : unavailable(error)
    }
  }
}

/** False also when the clock was set back, because the age is then not known. */
function isWithin(duration: number, time: number): boolean {
  const age = Date.now() - time
  return age >= 0 && age <= duration
}

/** The token names a key, or a kind of key, that the issuer does not have. */
function isAboutToken(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  )
}

function unavailable(cause: unknown): HttpError {
  return new HttpError(
    503,
    'authentication_unavailable',
    'Expected the keys of the issuer, which check tokens, but they cannot be had now; try again.',
    { cause, headers: { 'retry-after': String(failurePause / 1000) } },
  )
}

/** @throws `Error` when the answer is no key set */
async function readKeySet(response: Response): Promise<Response> {
  if (response.status !== 200) {
    await response.body?.cancel()
    throw new Error(`Expected 200 OK from the issuer's key set but got ${response.status}`)
  }
  const text = await readText(response, { maxBytes: largestKeySet, timeoutMs: fetchTimeout })
  const { keys } = Object(JSON.parse(text)) as { keys?: unknown }
  if (!Array.isArray(keys)) throw new Error('Expected a JSON Web Key Set but got other JSON')
  return new Response(text)
}
