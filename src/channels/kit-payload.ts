/** The key of a payload under which the kit's server puts `{ seq, epoch }`. */
export const kitKey = '$kit'

/** The event name of a packed run of events. */
export const batchEvent = 'kit:batch'

/** A payload without the mark of the kit's server, and what the mark said. */
export interface KitPayload {
  /** The payload, without `$kit`. */
  data: unknown
  /** `seq` of the event, contiguous per channel; null when no kit server numbered it. */
  seq: number | null
  /** Changes when the server's store starts its counters anew. */
  epoch: string | null
}

/** One event out of a packed run. */
export interface BatchedEvent extends KitPayload {
  /** The name of the event. */
  event: string
}

/** No channel counts this far: above it, the number after a number may be the same one. */
const numbersEnd = 2 ** 52

interface Mark {
  seq: number | null
  epoch: string | null
}

interface Marked {
  [kitKey]?: unknown
}

/** Puts the mark into a payload, an object as JSON text; {@link readPayload} takes it off. */
export function markPayload(json: string, seq: number, epoch: string): string {
  const mark = `"${kitKey}":${JSON.stringify({ seq, epoch })}}`
  return json === '{}' ? `{${mark}` : `${json.slice(0, -1)},${mark}`
}

/** The payload of a `kit:batch` message, as JSON text, from payloads as JSON text; {@link unpackBatch} reads it. */
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
  return Number.isSafeInteger(value) && (value as number) > 0 && (value as number) < numbersEnd
}

/** Whether the kit's server marked a payload. */
export function isMarked(payload: unknown): payload is object {
  // Asked for every event, and reading a key costs a fraction of asking whether there is one.
  return typeof payload === 'object' && payload !== null && (payload as Marked)[kitKey] !== undefined
}

/** Takes `$kit` off a payload. A payload without it is handed back as it is. */
export function readPayload(payload: unknown): KitPayload {
  if (!isMarked(payload)) return { data: payload, seq: null, epoch: null }
  const { [kitKey]: mark, ...data } = payload as Marked
  return { data, ...markOf(mark) }
}

/**
 * The events of a `kit:batch` message, in order; for users of raw pusher-js. Hooks and `createPusherKit`
 * unpack by themselves. What is no batch gives no events.
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
