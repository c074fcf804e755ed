import { backendHeader } from '../../channels/internal.ts'
import type { KitCore } from '../core/kit-core.ts'

/**
 * ms without a response of the server until the client requests its status; at most 12 s with the random
 * deviation.
 */
const interval = 10_000
/** ms between two status requests while the server does not respond. */
const longestInterval = 30_000
/** ms until the next status request when responses disagree, because several servers may be behind one URL. */
const disagreement = 2000
/** Range of the random delay, ms, that spreads the requests of clients which got a response at the same time. */
const spread = 500

/** The operations of failover that are needed to follow the server. */
export interface Followed {
  /** The index of the backend in use. */
  readonly current: number
  /** False while the client must not follow the server. */
  canMove: () => boolean
  moveTo: (place: number) => void
}

/** Requests the backend that the server publishes to, and moves to it. */
export interface ServerFollower {
  /** Requests it now. @returns the index of the backend; null without a response, or for an unknown backend */
  ask: () => Promise<number | null>
  /** Requests it now, and moves to that backend. */
  follow: () => Promise<void>
  stop: () => void
}

/**
 * Follows the server to the backend that it publishes to. Every response of the server names that backend.
 * While there are none, the client requests the server's status, whose body is empty. It makes no requests
 * while the page is hidden.
 */
export function followServer(core: KitCore, followed: Followed): ServerFollower {
  const ending = new AbortController()
  const page = typeof document === 'undefined' ? null : document
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking: Promise<number | null> | undefined
  let pause = interval
  let etag: string | null = null
  /** The backend of the server's last response. */
  let last: number | null = null
  /** True when the status is to be requested as soon as the page is visible. */
  let isDue = false
  let isSoon = false
  /** ms of the monotonic clock. */
  let askedAt = -Infinity
  let movedAt = -Infinity

  function placeOf(key: unknown): number | null {
    const { appKey, fallbacks = [] } = core.settings
    const place = fallbacks.findIndex((one) => one.appKey === key)
    return place >= 0 || key === appKey ? place : null
  }

  async function askOnce(): Promise<number | null> {
    const { signal } = ending
    askedAt = performance.now()
    const headers = etag === null ? {} : { 'if-none-match': etag }
    try {
      const response = await core.request(core.endpoints.status, { signal, headers })
      const isKnown = response.status === 304
      if (!response.ok && !isKnown) throw new Error(`The status request failed with ${response.status}.`)
      etag = response.headers.get('etag')
      // Older servers name the backend in the body only.
      const key =
        keyIn(response) ?? (isKnown ? null : ((await response.json()) as { active?: unknown }).active)
      if (key !== null) last = placeOf(key)
      pause = interval
      return last
    } catch {
      etag = null
      pause = Math.min(2 * pause, longestInterval)
      return null
    }
  }

  const ask = () => (asking ??= askOnce().finally(() => (asking = undefined)))

  async function follow(): Promise<void> {
    isSoon = false
    isDue = page?.hidden ?? false
    // A move also loses the connection, which triggers a request.
    const wasAsked = performance.now() - askedAt < spread
    if (!isDue && !wasAsked && followed.canMove()) {
      const place = await ask()
      if (ending.signal.aborted) return
      if (place !== null && place !== followed.current && followed.canMove()) {
        movedAt = performance.now()
        followed.moveTo(place)
      }
    }
    wait(pause)
  }

  function wait(ms: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => void follow(), ms * (0.8 + Math.random() * 0.4))
  }

  /** A single late response causes no move, and servers that disagree cause at most one move per interval. */
  function askSoon(): void {
    isSoon = true
    const now = performance.now()
    wait(Math.max(spread * Math.random(), askedAt + disagreement - now, movedAt + interval - now))
  }

  const unsubscribe = core.onAnswer((response) => {
    const key = keyIn(response)
    // The caller reads the response to a status request.
    if (key === null || asking || isSoon) return
    const place = placeOf(key)
    if (place === followed.current) wait(pause)
    else if (place !== null) askSoon()
  })

  const onVisible = () => void (isDue && !page?.hidden && follow())
  page?.addEventListener('visibilitychange', onVisible)
  return {
    ask,
    follow,
    stop() {
      ending.abort()
      clearTimeout(timer)
      unsubscribe()
      page?.removeEventListener('visibilitychange', onVisible)
    },
  }
}

function keyIn({ headers }: Response): string | null {
  const key = headers.get(backendHeader)
  try {
    return key === null ? null : decodeURIComponent(key)
  } catch {
    return null
  }
}
