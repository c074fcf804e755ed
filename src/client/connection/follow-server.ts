import { backendHeader } from '../../channels/internal.ts'
import type { KitCore } from '../core/kit-core.ts'

/** ms without an answer of the server until it is asked; with the deviation, 12 s at most. */
const interval = 10_000
/** ms between two questions while the server does not answer. */
const longestInterval = 30_000
/** ms until it is asked again when its answers disagree, because several servers may be behind it. */
const disagreement = 2000
/** ms over which the questions of clients are spread that got the answer at the same time. */
const spread = 500

/** The operations of failover that following needs. */
export interface Followed {
  /** The index of the backend in use. */
  readonly current: number
  /** False while the client must not move because of the server. */
  canMove: () => boolean
  moveTo: (place: number) => void
}

/** Asks the server where it publishes, and moves there. */
export interface ServerFollower {
  /** Asks now. @returns the index of the backend; null when there is no answer, or it names an unknown one */
  ask: () => Promise<number | null>
  /** Asks now, and moves to that backend. */
  follow: () => Promise<void>
  stop: () => void
}

/**
 * Follows the server to the backend that it publishes to. Each of its answers names that one; while there are none, the
 * status is asked for, which costs an empty answer. Not while the page is hidden.
 */
export function followServer(core: KitCore, followed: Followed): ServerFollower {
  const ending = new AbortController()
  const page = typeof document === 'undefined' ? null : document
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking: Promise<number | null> | undefined
  let pause = interval
  let etag: string | null = null
  /** What the server said last. */
  let last: number | null = null
  /** It is to be asked as soon as the page is visible. */
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
      if (!response.ok && !isKnown) throw new Error(`The status was answered with ${response.status}.`)
      etag = response.headers.get('etag')
      // Older servers name it in the body only.
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
    // A move is a lost connection, too, which is a reason to ask.
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
    if (!ending.signal.aborted) timer = setTimeout(() => void follow(), ms * (0.8 + Math.random() * 0.4))
  }

  /** One late answer moves nothing, and servers that disagree move a client once in an interval. */
  function askSoon(): void {
    if (isSoon) return
    isSoon = true
    const now = performance.now()
    wait(Math.max(spread * Math.random(), askedAt + disagreement - now, movedAt + interval - now))
  }

  const unsubscribe = core.onAnswer((response) => {
    const key = keyIn(response)
    // The answer to a question is read where it was asked.
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
