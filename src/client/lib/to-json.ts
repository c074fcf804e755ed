import { PayloadError } from '../errors.ts'

/**
 * JSON text of an outgoing payload; empty for `undefined`.
 *
 * @throws {@link PayloadError} when it is not serializable: a circular reference, a BigInt
 */
export function toJson(payload: unknown, channel: string, event: string, body = payload): string {
  try {
    return JSON.stringify(body) ?? ''
  } catch (cause) {
    const message = `JSON cannot represent it: ${cause instanceof Error ? cause.message : String(cause)}`
    throw new PayloadError(channel, event, [{ message }], payload)
  }
}
