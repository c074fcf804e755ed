import type { PusherLike } from '../../core/pusher-like.ts'

/** A transport's state change in pusher-js's timeline. */
interface TransportEvent {
  /** Increases with every transport of the instance. */
  cid?: number
  state?: string
}

/** Private members of pusher-js's `ConnectionManager`, the same from pusher-js 8.4 to 8.6. */
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

/** The connection attempts of one pusher-js instance. */
export interface PusherAttempts {
  /** Aborts the running attempt and starts another, as pusher-js's own retry does. `state` does not change. */
  start: () => void
  /** Aborts the running attempt and pusher-js's retry timer. `state` does not change. */
  hold: () => void
  /** Marks the start of an attempt by pusher-js: earlier transports no longer count. */
  mark: () => void
  /** Whether a transport of the last attempt is still opening, or open without `pusher:connection_established`. */
  isUnderWay: () => boolean
}

/**
 * Starts attempts without `disconnect()`, which would emit a state change for each attempt and restart
 * pusher-js's 10 s until `unavailable`. Null when the instance has different private members; it then keeps
 * pusher-js's own schedule.
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
      // pusher-js stays in `connected` for a second after it lost the socket.
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
