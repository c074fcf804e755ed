import type { KitCore } from '../core/kit-core.ts'
import type { DisposableClient } from '../core/disposable-client.ts'
import { readPusherError } from '../lib/pusher-error-info.ts'
import { isRefusal } from './close-codes.ts'
import type { ServerFollower } from './follow-server.ts'

/** ms that the connection may be unavailable before failover. */
const unavailableTimeout = 30_000
/** ms until the first backend is probed again. */
const interval = 60_000
const maxInterval = 600_000
/** Timeout of a probe, ms. */
const probeTimeout = 10_000

/** The index of the first backend; a fallback has its index in `fallbacks`. */
export const firstBackend = -1

/** The operations of the core that failover needs. */
export interface Backends {
  /** The index of the backend in use. */
  readonly current: number
  /** @param connected - a connection that a probe has opened */
  moveTo: (place: number, connected?: DisposableClient) => void
  /** Opens a second connection, to the first backend; null when that fails. */
  probe: (timeout: number) => Promise<DisposableClient | null>
}

/**
 * Moves between the first backend and `fallbacks`.
 *
 *     first ──refused, or unavailable for 30 s──► next fallback ──a probe of first succeeds──► first
 *       └────the server publishes to another───────► that one ──────the server publishes to the first────┘
 */
export function watchFailover(core: KitCore, backends: Backends): () => void {
  const { activeClient } = core
  const ending = new AbortController()
  let unavailable: ReturnType<typeof setTimeout> | undefined
  let next: ReturnType<typeof setTimeout> | undefined
  let refusal = 0
  /** True after a failover by the client, which only a successful probe ends. */
  let hasFailedOver = false
  let pause = interval
  /** ms of the monotonic clock. */
  let returnedAt = -Infinity
  let following: Promise<ServerFollower | null> | undefined

  const isRefused = () => isRefusal(refusal)
  /** True after `disconnect()`: nothing may connect until `connect()`. */
  const isDisconnected = () => activeClient.client?.connection.state === 'disconnected' && !isRefused()

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
    // While the browser is offline, every backend is unavailable.
    if (!core.connection.getSnapshot().online) return waitForAvailability()
    const place = backends.current + 1
    if (!core.settings.fallbacks?.[place]) return
    if (!hasFailedOver) {
      // The first backend failed again soon after the return: probe less often.
      const isUnstable = performance.now() - returnedAt < maxInterval
      pause = isUnstable ? doubled(pause) : interval
    }
    hasFailedOver = true
    move(place)
    schedule()
  }

  function waitForAvailability() {
    unavailable ??= setTimeout(failOver, unavailableTimeout)
  }

  async function check() {
    if (!isDisconnected()) await tryFirst()
    schedule()
  }

  async function tryFirst() {
    const connected = await backends.probe(probeTimeout)
    if (!connected) {
      pause = doubled(pause)
      return
    }
    const place = (await (await follower())?.ask()) ?? firstBackend
    if (place !== firstBackend || ending.signal.aborted || isDisconnected()) connected.dispose()
    if (ending.signal.aborted || isDisconnected()) return
    hasFailedOver = false
    returnedAt = performance.now()
    if (place === firstBackend) move(place, connected)
    else if (place !== backends.current) move(place)
  }

  /** Follows the server. A separate chunk; null when it could not be loaded. */
  function follower(): Promise<ServerFollower | null> {
    return (following ??= import('./follow-server.ts').then(
      ({ followServer }) => (ending.signal.aborted ? null : followServer(core, followed)),
      () => ((following = undefined), null),
    ))
  }

  const followed = {
    get current() {
      return backends.current
    },
    canMove: () => !hasFailedOver && !isDisconnected(),
    moveTo: move,
  }

  const follow = () => void follower().then((loaded) => loaded?.follow())

  function schedule() {
    clearTimeout(next)
    if (ending.signal.aborted || !hasFailedOver) return
    next = setTimeout(() => void check(), pause * (0.8 + Math.random() * 0.4))
  }

  const unsubscribes = [
    activeClient.onError((trouble) => {
      refusal = readPusherError(trouble).code ?? refusal
    }),
    activeClient.onUp(reset),
    activeClient.onDown(follow),
    activeClient.onState(() => {
      const state = activeClient.client?.connection.state
      if (state === 'disconnected' && isRefused()) queueMicrotask(failOver)
      if (state === 'unavailable') waitForAvailability()
      if (isDisconnected()) reset()
    }),
  ]
  follow()
  return () => {
    ending.abort()
    void following?.then((loaded) => loaded?.stop())
    clearTimeout(unavailable)
    clearTimeout(next)
    for (const off of unsubscribes) off()
  }
}

const doubled = (pause: number) => Math.min(pause * 2, maxInterval)
