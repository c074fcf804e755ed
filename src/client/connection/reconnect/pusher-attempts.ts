import type { PusherLike } from '../../core/pusher-like.ts'

/** A transport's change of state, as pusher-js notes it down for itself. */
interface TransportEvent {
  /** Counts up with every transport of the instance. */
  cid?: number
  state?: string
}

/** The inside of pusher-js's `ConnectionManager`: private, and the same from pusher-js 8.4 to 8.6. */
interface Manager {
  readonly state: string
  readonly timeline: { readonly events: readonly TransportEvent[] }
  connect(): void
  startConnecting(): void
  abortConnecting(): void
  disconnectInternally(): void
  clearRetryTimer(): void
}

const methods = [
  'connect',
  'startConnecting',
  'abortConnecting',
  'disconnectInternally',
  'clearRetryTimer',
] as const

/** The attempts to connect of one pusher-js instance. */
export interface PusherAttempts {
  /** Ends the attempt under way and starts another, as pusher-js's own retry does. `state` stays what it is. */
  start: () => void
  /** Ends the attempt under way, and takes back what pusher-js planned. `state` stays what it is. */
  hold: () => void
  /** An attempt starts by itself: what was under way before does not count. */
  mark: () => void
  /** Whether a transport of the last attempt is still opening, or open and without a greeting. */
  isUnderWay: () => boolean
}

/**
 * Starts attempts without the way over `disconnect()`, which every listener of the instance would see at each
 * try, and which would start pusher-js's 10 s until `unavailable` anew. Null for an instance with another inside,
 * which is left to itself.
 */
export function attemptsOf(client: PusherLike): PusherAttempts | null {
  const { connection } = client
  if (!isManager(connection)) return null
  const manager: Manager = connection
  /** `cid` of the last transport before the attempt. */
  let last = 0

  function mark() {
    for (const { cid } of manager.timeline.events) last = Math.max(last, cid ?? 0)
  }

  function hold() {
    manager.clearRetryTimer()
    manager.abortConnecting()
  }

  return {
    mark,
    hold,
    start() {
      // For a second after its socket is lost, pusher-js calls itself connected.
      if (manager.state === 'connected') {
        manager.disconnectInternally()
        mark()
        return manager.connect()
      }
      hold()
      mark()
      manager.startConnecting()
    },
    isUnderWay() {
      const open = new Set<number>()
      for (const { cid, state } of manager.timeline.events) {
        if (cid === undefined || state === undefined || cid <= last) continue
        if (state === 'closed') open.delete(cid)
        else open.add(cid)
      }
      return open.size > 0
    },
  }
}

function isManager(connection: object): connection is Manager {
  const { timeline } = connection as Partial<Manager>
  return (
    Array.isArray(timeline?.events) &&
    methods.every((name) => typeof (connection as Partial<Manager>)[name] === 'function')
  )
}
