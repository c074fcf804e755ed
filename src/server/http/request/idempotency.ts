import type { User } from '../../auth/authentication.ts'
import type { KeyClaim, KeyStore } from '../../store/key-store.ts'
import { StoreError } from '../../store/store-error.ts'
import { HttpError, invalidField } from './http-error.ts'

/** The keys that identify a repeated request. */
export interface RequestKey {
  /** The key of the whole request; keys of different users differ. */
  id: string
  /** Hash of the route and the raw body. */
  fingerprint: string
  /** The key of the request's n-th part, or of its events without numbers. */
  part: (part: number | 'plain') => string
}

/**
 * The idempotency key of a request; undefined without one.
 *
 * @param route - the route of the request; a key is valid for one route only
 * @param body - as it was received
 * @throws HttpError 400
 */
export async function readRequestKey(
  request: Request,
  user: User,
  route: string,
  body: string,
): Promise<RequestKey | undefined> {
  const key = request.headers.get('idempotency-key')
  if (key === null) return undefined
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw invalidField(
      'idempotency-key',
      'Expected `idempotency-key` to be 1 to 200 visible ASCII characters.',
    )
  }
  // JSON separates the parts unambiguously.
  return {
    id: JSON.stringify([user.id, key]),
    fingerprint: await fingerprintOf(`${route}\n${body}`),
    part: (part) => JSON.stringify([user.id, key, part]),
  }
}

/** SHA-256 in hex. */
export async function fingerprintOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * Runs a request once per key. Repeated requests get the response of the first.
 *
 * @param run - returns a JSON-serializable value
 * @throws HttpError 409 when the key is in use, or belongs to another request
 */
export async function once<T>(
  keys: KeyStore,
  key: Pick<RequestKey, 'id' | 'fingerprint'> | undefined,
  run: () => Promise<T>,
): Promise<T> {
  if (!key) return run()
  const taken = await take(keys, key)
  if ('answer' in taken) return JSON.parse(taken.answer) as T
  let result: T
  try {
    result = await run()
  } catch (error) {
    await release(keys, taken.claim)
    throw error
  }
  await settle(keys, taken.claim, result)
  return result
}

/**
 * Runs several operations together, each once per key.
 *
 * @param run - receives the items without a key and those with a free key; `keep` marks those with a key as done, even
 * if others fail
 * @param repeated - returns the result of an item that ran before
 * @returns the results, in the order of the items
 * @throws HttpError 409 when a key is in use, or belongs to another request; then nothing was run
 */
export async function onceEach<Item extends { claim: Pick<RequestKey, 'id' | 'fingerprint'> | undefined }, T>(
  keys: KeyStore,
  items: readonly Item[],
  run: (free: readonly Item[], keep: () => Promise<void>) => Promise<T[]>,
  repeated: T,
): Promise<T[]> {
  let claims: KeyClaim[] = []
  const free: Item[] = []
  const keep = async () => {
    const kept = claims
    claims = []
    await Promise.all(kept.map((claim) => settle(keys, claim, null)))
  }
  let results: T[]
  try {
    for (const item of items) {
      const taken = item.claim && (await take(keys, item.claim))
      if (taken && 'answer' in taken) continue
      if (taken) claims.push(taken.claim)
      free.push(item)
    }
    results = free.length > 0 ? await run(free, keep) : []
  } catch (error) {
    await Promise.all(claims.map((claim) => release(keys, claim)))
    throw error
  }
  await keep()
  const byItem = new Map(free.map((item, index) => [item, results[index]]))
  return items.map((item) => byItem.get(item) ?? repeated)
}

async function take(
  keys: KeyStore,
  { id, fingerprint }: Pick<RequestKey, 'id' | 'fingerprint'>,
): Promise<{ claim: KeyClaim } | { answer: string }> {
  const claim: KeyClaim = { key: id, fingerprint, claimant: crypto.randomUUID() }
  const known = await keys.claim(claim)
  if (known.state === 'settled') return { answer: known.answer }
  if (known.state === 'pending') throw inProgress(known.freeIn)
  if (known.state === 'conflict') throw conflict()
  return { claim }
}

/** A key that cannot be released is free when its claim expires. */
async function release(keys: KeyStore, claim: KeyClaim): Promise<void> {
  await keys.release(claim).catch(() => {})
}

/** A failure to store the response is ignored, because the request was carried out. */
async function settle(keys: KeyStore, claim: KeyClaim, result: unknown): Promise<void> {
  await keys.settle(claim, JSON.stringify(result ?? null)).catch(() => {})
}

/** An error of the store as an {@link HttpError}. */
export function storeRefusal(error: StoreError): HttpError {
  if (error.code === 'idempotency_conflict') return conflict(error)
  return new HttpError(
    503,
    'store_unavailable',
    `Expected the store to respond but it does not; try again in ${error.retryAfter} s.`,
    { headers: { 'retry-after': String(error.retryAfter) }, cause: error },
  )
}

function inProgress(freeIn: number): HttpError {
  const seconds = Math.max(1, Math.ceil(freeIn / 1000))
  return new HttpError(
    409,
    'idempotency_in_progress',
    'Expected the first request with this `idempotency-key` to be completed but it is still running; ' +
      `send the same request again, after ${seconds} s at the latest.`,
    { field: 'idempotency-key', headers: { 'retry-after': '1' } },
  )
}

function conflict(cause?: unknown): HttpError {
  return new HttpError(
    409,
    'idempotency_conflict',
    'Expected `idempotency-key` to identify one request but it was used for another; choose a new key.',
    { field: 'idempotency-key', cause },
  )
}
