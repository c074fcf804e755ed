import type { Member, UsePresenceResult } from '../../index.ts'

/** What `OnlineUsers` draws: presence as `usePresence` gives it, or ready data. */
export interface PresenceView {
  /** Who is there. */
  members: readonly Member[]
  /** How the subscription is doing. */
  status: UsePresenceResult['status']
  /** Why the subscription failed; null otherwise. */
  error: Error | null
  /** The members are those of before the connection was lost. */
  isStale: boolean
  /** False where nothing will ever connect. @defaultValue true */
  isConfigured?: boolean
  /** Subscribes again. @defaultValue none */
  retry?: (() => void) | undefined
}

/** A member of ready data, which may number its users whatever the type says. */
type GivenMember = Omit<Member, 'id'> & { id: string | number }

const isNamed = (member: GivenMember): member is Member => typeof member.id === 'string'

/** Me first, then the others in the order they were seen; several entries of one user are one. */
export function arrange(members: readonly GivenMember[]): Member[] {
  const byId = new Map<string, Member>()
  for (const given of members) {
    const member = isNamed(given) ? given : { ...given, id: String(given.id) }
    if (!byId.has(member.id)) byId.set(member.id, member)
  }
  return [...byId.values()].toSorted(
    (a, b) => Number(b.isMe) - Number(a.isMe) || a.seenAt - b.seenAt || (a.id < b.id ? -1 : 1),
  )
}

/** The server said no, and will say no again. */
export function isDenied({ status, error }: PresenceView): boolean {
  const code = error && 'status' in error ? error.status : undefined
  return status === 'error' && (code === 401 || code === 403)
}
