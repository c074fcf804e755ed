/** The payload key in which the kit's server sends `{ seq, epoch }`. */
export const kitKey = '$kit'

/** The name of the event that carries a batch. */
export const batchEvent = 'kit:batch'

/** A payload without `$kit`, and the values of `$kit`. */
export interface KitPayload {
  /** The payload, without `$kit`. */
  data: unknown
  /** `seq` of the event, contiguous per channel; null without a number from the kit's server. */
  seq: number | null
  /** Changes when the server's store resets its counters. */
  epoch: string | null
}

/** One event of a batch. */
export interface BatchedEvent extends KitPayload {
  /** The name of the event. */
  event: string
}

/** Larger numbers are rejected, because adding one loses precision near `Number.MAX_SAFE_INTEGER`. */
const seqLimit = 2 ** 52

interface Mark {
  seq: number | null
  epoch: string | null
}

interface Marked {
  [kitKey]?: unknown
}

/** Adds `$kit` to a payload, an object as JSON text; {@link readPayload} removes it. */
export function markPayload(json: string, seq: number, epoch: string): string {
  const mark = `"${kitKey}":${JSON.stringify({ seq, epoch })}}`
  return json === '{}' ? `{${mark}` : `${json.slice(0, -1)},${mark}`
}

/** Builds the payload of a `kit:batch` message from payloads, all as JSON text; {@link unpackBatch} reads it. */
export function packBatch(event: string, items: readonly string[], seq: number, epoch: string): string {
  const mark = JSON.stringify({ seq, epoch })
  return `{"${kitKey}":${mark},"event":${JSON.stringify(event)},"items":[${items.join(',')}]}`
}

function markOf(value: unknown): Mark {
  const { seq, epoch } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  return {
    seq: isSeq(seq) ? seq : null,
    epoch: typeof epoch === 'string' && epoch !== '' ? epoch : null,
  }
}

function isSeq(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0 && (value as number) < seqLimit
}

/** True if a payload has `$kit`. */
export function isMarked(payload: unknown): payload is object {
  // Runs for every event. Reading a key is much faster than `in` or `Object.hasOwn`.
  return typeof payload === 'object' && payload !== null && (payload as Marked)[kitKey] !== undefined
}

/** Removes `$kit` from a payload. A payload without it is returned unchanged. */
export function readPayload(payload: unknown): KitPayload {
  if (!isMarked(payload)) return { data: payload, seq: null, epoch: null }
  const { [kitKey]: mark, ...data } = payload as Marked
  return { data, ...markOf(mark) }
}

/**
 * Returns the events of a `kit:batch` message in order, for code that uses pusher-js directly. Hooks and
 * `createPusherKit` unpack batches themselves. Returns an empty array for any other payload.
 *
 * @example
 * ```ts
 * import Pusher from 'pusher-js'
 *
 * const channel = new Pusher('key', { cluster: 'eu' }).subscribe('logs')
 * channel.bind('kit:batch', (batch: unknown) => {
 *   for (const { event, data, seq } of unpackBatch(batch)) show(event, data, seq)
 * })
 * ```
 */
export function unpackBatch(batch: unknown): BatchedEvent[] {
  if (typeof batch !== 'object' || batch === null) return []
  const { event, items, [kitKey]: value } = batch as Record<string, unknown>
  if (typeof event !== 'string' || !Array.isArray(items)) return []
  const mark = markOf(value)
  return items.map((data: unknown, index) => ({
    event,
    data,
    seq: mark.seq === null ? null : mark.seq + index,
    epoch: mark.epoch,
  }))
}
