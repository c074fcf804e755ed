import type { KitCore } from '../core/kit-core.ts'
import type { DisposableClient } from '../core/disposable-client.ts'
import { readPusherError } from '../lib/pusher-error-info.ts'
import { isRefusal } from './close-codes.ts'

/** ms that the socket may stay unavailable. */
const unavailableTimeout = 30_000
/** ms between two looks at the status endpoint, and until the first backend is tried again. */
const interval = 60_000
const longestInterval = 600_000
/** ms for a probe to connect. */
const probeTimeout = 10_000

/** The first backend; the others go by their place in `fallbacks`. */
export const firstBackend = -1

/** What failover needs of the core beside its public side. */
export interface Backends {
  /** The place of the backend in use. */
  readonly current: number
  /** `connected` is what a probe of it found. */
  moveTo: (place: number, connected?: DisposableClient) => void
  /** A connection to the first backend beside the one in use; null when it takes none. */
  probe: (timeout: number) => Promise<DisposableClient | null>
}

/**
 * Moves between the first backend and `fallbacks`.
 *
 *     first ──refused for good, unavailable for 30 s──► next fallback ──first takes connections again──► first
 *       └────the server publishes to another───────► that one ──────the server publishes to the first────┘
 */
export function watchFailover(core: KitCore, backends: Backends): () => void {
  const { activeClient } = core
  const ending = new AbortController()
  let unavailable: ReturnType<typeof setTimeout> | undefined
  let next: ReturnType<typeof setTimeout> | undefined
  let refusal = 0
  /** We left by ourselves, whatever the server publishes to: the way back is a probe. */
  let hasFailedOver = false
  let pause = interval
  /** ms of the monotonic clock. */
  let returnedAt = -Infinity

  const isRefused = () => isRefusal(refusal)
  /** `disconnect()` was called: nothing may connect until `connect()`. */
  const isResting = () => activeClient.client?.connection.state === 'disconnected' && !isRefused()

  function reset() {
    clearTimeout(unavailable)
    unavailable = undefined
    refusal = 0
  }

  function move(place: number, connected?: DisposableClient) {
    reset()
    backends.moveTo(place, connected)
  }

  function failOver() {
    clearTimeout(unavailable)
    unavailable = undefined
    // Without a network every backend is unavailable.
    if (!core.connection.getSnapshot().online) return waitForAvailability()
    const place = backends.current + 1
    if (!core.settings.fallbacks?.[place]) return
    if (!hasFailedOver) {
      // Back for a short time only: the way back is tried less and less.
      const isUnsteady = performance.now() - returnedAt < longestInterval
      pause = isUnsteady ? longer(pause) : interval
    }
    hasFailedOver = true
    move(place)
    schedule()
  }

  function waitForAvailability() {
    unavailable ??= setTimeout(failOver, unavailableTimeout)
  }

  async function check() {
    if (!isResting()) await (hasFailedOver ? tryFirst() : follow())
    schedule()
  }

  async function tryFirst() {
    const connected = await backends.probe(probeTimeout)
    if (!connected) {
      pause = longer(pause)
      return
    }
    const place = (await readPlace()) ?? firstBackend
    if (place !== firstBackend || ending.signal.aborted || isResting()) connected.dispose()
    if (ending.signal.aborted || isResting()) return
    hasFailedOver = false
    returnedAt = performance.now()
    if (place === firstBackend) move(place, connected)
    else if (place !== backends.current) move(place)
  }

  /** Goes where the server publishes. */
  async function follow() {
    const place = await readPlace()
    if (place === null || ending.signal.aborted || hasFailedOver || isResting()) return
    if (place !== backends.current) move(place)
  }

  /** Where the server publishes; null when it does not say, or names a backend that is not known here. */
  async function readPlace(): Promise<number | null> {
    const { signal } = ending
    const status = await core
      .request(core.endpoints.status, { signal })
      .then((response) => (response.ok ? response.json() : null))
      .catch(() => null)
    const active = (status as { active?: unknown } | null)?.active
    const { appKey, fallbacks = [] } = core.settings
    const place = fallbacks.findIndex((one) => one.appKey === active)
    return place >= 0 || active === appKey ? place : null
  }

  function schedule() {
    clearTimeout(next)
    const delay = (hasFailedOver ? pause : interval) * (0.8 + Math.random() * 0.4)
    if (!ending.signal.aborted) next = setTimeout(() => void check(), delay)
  }

  const unsubscribes = [
    activeClient.onError((trouble) => {
      refusal = readPusherError(trouble).code ?? refusal
    }),
    activeClient.onUp(reset),
    activeClient.onDown(() => void follow()),
    activeClient.onState(() => {
      const state = activeClient.client?.connection.state
      if (state === 'disconnected' && isRefused()) queueMicrotask(failOver)
      if (state === 'unavailable') waitForAvailability()
      if (isResting()) reset()
    }),
  ]
  void follow().then(schedule)
  return () => {
    ending.abort()
    clearTimeout(unavailable)
    clearTimeout(next)
    for (const off of unsubscribes) off()
  }
}

const longer = (pause: number) => Math.min(pause * 2, longestInterval)
