/**
 * Pusher's codes by what a client does about them (Pusher documentation, "Pusher Channels Protocol", error codes):
 * what stands for one of them here stands for it nowhere else in this room.
 */

/** Refused for good: the same attempt would be refused again. After 4000 pusher-js tries again over TLS. */
export function isRefusal(code: number | null): boolean {
  return code !== null && code > 4000 && code < 4100
}

/** Pusher wants the client to wait a second before it tries again. */
export function isBackoff(code: number | null): boolean {
  return code !== null && code >= 4100 && code < 4200
}

/** pusher-js tries again at once. */
export function isRetriedAtOnce(code: number | null): boolean {
  return code === 4000 || (code !== null && code >= 4200 && code < 4300)
}

/** An error of a single event, which closes no connection; so is an error without a code. */
export function isAboutOneEvent(code: number | null): boolean {
  return code === null || code >= 4300
}

/** The code of an error about a client event. */
export const clientEventRejected = 4301
