import { kitKey } from '../../channels/internal.ts'
import { limits } from '../../protocol/index.ts'
import { HttpError, invalidField, typeName } from '../http/request/http-error.ts'
import { isObject } from '../http/request/request-body.ts'
import type { EventData } from '../store/stored-event.ts'

/** The maximum size that `$kit` adds to a payload: the longest `seq` and an epoch of 36 characters. */
const kitBytes = `"${kitKey}":{"seq":${Number.MAX_SAFE_INTEGER},"epoch":""},`.length + 36

const encoder = new TextEncoder()

export function byteLength(text: string): number {
  return encoder.encode(text).byteLength
}

/** The maximum size of a numbered event's payload, bytes of JSON: Pusher's limit minus the size of `$kit`. */
export const largestPersistedPayload = limits.eventData - kitBytes

/** A payload that can be numbered, and its JSON text. */
export interface PersistedPayload {
  data: EventData
  json: string
}

/**
 * Validates the payload of a numbered event.
 *
 * @throws HttpError 400 when it is not an object or contains `$kit`, 413 when it cannot be sent
 */
export function persistedPayload(data: unknown, field: string): PersistedPayload {
  if (!isObject(data)) {
    throw invalidField(
      field,
      `Expected an object, because the channel is persisted, but got ${typeName(data)}.`,
    )
  }
  assertUnmarked(data, field)
  const json = JSON.stringify(data)
  assertPayloadSize(json, largestPersistedPayload, field)
  return { data, json }
}

/** @throws HttpError 400 when it contains `$kit`, because clients trust the number in it */
export function assertUnmarked(data: unknown, field: string): void {
  if (isObject(data) && Object.hasOwn(data, kitKey)) {
    throw invalidField(field, 'Expected a payload without `$kit`; the server writes that key.')
  }
}

/** @throws HttpError 413 with the limit and the actual size */
export function assertPayloadSize(json: string, most: number, field: string): void {
  // A short text is small in bytes too, so most payloads are not measured.
  if (json.length * 3 <= most) return
  const bytes = byteLength(json)
  if (bytes <= most) return
  throw new HttpError(
    413,
    'payload_too_large',
    `Expected a payload of at most ${most} bytes but got ${bytes}; send less, or a link to the rest.`,
    { field },
  )
}
