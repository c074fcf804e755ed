/**
 * Pusher's error codes, grouped by how a client reacts (Pusher documentation, "Pusher Channels Protocol", error codes).
 */

/** Refused permanently: do not retry. 4000 is excluded, because pusher-js retries over TLS. */
export function isRefusal(code: number | null): boolean {
  return code !== null && code > 4000 && code < 4100
}

/** Retry after at least one second. */
export function isBackoff(code: number | null): boolean {
  return code !== null && code >= 4100 && code < 4200
}

/** pusher-js retries immediately. */
export function isRetriedAtOnce(code: number | null): boolean {
  return code === 4000 || (code !== null && code >= 4200 && code < 4300)
}

/** An error about a single event, which does not close the connection, or an error without a code. */
export function isAboutOneEvent(code: number | null): boolean {
  return code === null || code >= 4300
}

/** The code of an error about a client event. */
export const clientEventRejected = 4301
