import type { Member, Presence } from '../../index.ts'

/** What `OnlineUsers` draws: presence as `usePresence` gives it, or ready data. */
export interface PresenceView {
  /** Who is there. */
  members: readonly Member[]
  /** How the subscription is doing. */
  status: Presence['status']
  /** Why the subscription failed; null otherwise. */
  error: Error | null
  /** The members are those of before the connection was lost. */
  isStale: boolean
  /** Subscribes again. @defaultValue none */
  retry?: (() => void) | undefined
}

/** Me first, then the others in the order they were seen; several entries of one user are one. */
export function arrange(members: readonly Member[]): Member[] {
  const byId = new Map<string, Member>()
  for (const member of members) if (!byId.has(member.id)) byId.set(member.id, member)
  return [...byId.values()].toSorted(
    (a, b) => Number(b.isMe) - Number(a.isMe) || a.seenAt - b.seenAt || a.id.localeCompare(b.id),
  )
}

/** The server said no, and will say no again. */
export function isDenied(error: Error | null): boolean {
  const status = error && 'status' in error ? error.status : undefined
  return status === 401 || status === 403
}
