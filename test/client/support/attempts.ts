import type { PusherKit } from 'react-pusher-kit/client'

interface TransportEvent {
  cid?: number
  state?: string
}

/** The sockets that pusher-js opened for a kit, by the record that it keeps itself. */
export function socketsOf(kit: PusherKit) {
  const open = new Set<number>()
  const seen = new Set<number>()
  let most = 0
  return {
    /** Reads what is new; call it often, pusher-js keeps the last 50 entries. */
    read() {
      const { connection } = kit.client as unknown as {
        connection: { timeline: { events: TransportEvent[] } }
      }
      for (const { cid, state } of connection.timeline.events) {
        if (cid === undefined || state === undefined) continue
        if (state === 'closed') open.delete(cid)
        else if (!seen.has(cid)) open.add(cid)
        seen.add(cid)
      }
      // What is given up closes a tick later.
      most = Math.max(most, open.size)
    },
    /** How many were opened. */
    get count() {
      return seen.size
    },
    /** How many were open at a time, at most. */
    get most() {
      return most
    },
  }
}
