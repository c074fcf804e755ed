import { PayloadError } from '../errors.ts'

/**
 * JSON text of a payload that is to go out; empty for `undefined`.
 *
 * @throws {@link PayloadError} when it holds what JSON cannot: a reference to itself, a BigInt
 */
export function toJson(payload: unknown, channel: string, event: string, body = payload): string {
  try {
    return JSON.stringify(body) ?? ''
  } catch (cause) {
    const message = `JSON cannot hold it: ${cause instanceof Error ? cause.message : String(cause)}`
    throw new PayloadError(channel, event, [{ message }], payload)
  }
}
