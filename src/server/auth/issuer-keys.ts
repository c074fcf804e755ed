import { createRemoteJWKSet, customFetch, errors } from 'jose'
import type { FetchImplementation, JWTVerifyGetKey } from 'jose'
import { HttpError } from '../http/request/http-error.ts'
import { readText } from '../http/request/request-body.ts'

/** Timeout for the complete response of the issuer, ms. */
const fetchTimeout = 5000
/** Minimum delay between a failed fetch and the next one, ms. */
const failurePause = 10_000
/** Minimum age of a key set, ms, before an unknown key causes another fetch. */
const unknownKeyPause = 30_000
/** Age at which the key set is fetched again, ms. */
const freshTime = 10 * 60_000
/** Maximum age of a key set that is still used when fetching fails, ms. */
const longestUse = 60 * 60_000
/** Maximum size of a key set, bytes; one key has about 500. */
const largestKeySet = 256 * 1024

/**
 * The public keys of an issuer. Concurrent requests share one fetch. There is no fetch for 10 s after a failed one,
 * and unknown keys cause at most one fetch per 30 s. Keeps one key set of at most 256 KB.
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
    // An old key set is used while it is fetched again below.
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

/** Also false when the clock was set back, because the age is then unknown. */
function isWithin(duration: number, time: number): boolean {
  const age = Date.now() - time
  return age >= 0 && age <= duration
}

/** The issuer has no key with the token's key id or key type. */
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
    'Expected the keys of the issuer, which verify tokens, but they are not available; try again.',
    { cause, headers: { 'retry-after': String(failurePause / 1000) } },
  )
}

/** @throws `Error` when the response is not a key set */
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
