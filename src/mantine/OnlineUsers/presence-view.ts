import type { Member, UsePresenceResult } from '../../index.ts'

/** What `OnlineUsers` renders: the result of `usePresence`, or the members in its props. */
export interface PresenceView {
  /** The members present. */
  members: readonly Member[]
  /** Status of the subscription. */
  status: UsePresenceResult['status']
  /** Why the subscription failed; null otherwise. */
  error: Error | null
  /** The members are from before the connection was lost. */
  isStale: boolean
  /** False without a client to connect. @defaultValue true */
  isConfigured?: boolean
  /** Subscribes again. @defaultValue none */
  retry?: (() => void) | undefined
}

/** A member of the `members` prop; in JavaScript its id may be a number. */
type GivenMember = Omit<Member, 'id'> & { id: string | number }

const isNamed = (member: GivenMember): member is Member => typeof member.id === 'string'

/** The ids of no members. */
export const nobody: ReadonlySet<string> = new Set()

/** The user first, then the others in the order they joined; without duplicates. */
export function sortMembers(members: readonly GivenMember[]): Member[] {
  const byId = new Map<string, Member>()
  for (const given of members) {
    const member = isNamed(given) ? given : { ...given, id: String(given.id) }
    if (!byId.has(member.id)) byId.set(member.id, member)
  }
  return [...byId.values()].toSorted(
    (a, b) => Number(b.isMe) - Number(a.isMe) || a.seenAt - b.seenAt || (a.id < b.id ? -1 : 1),
  )
}

/** The server denied access: a retry would be denied again. */
export function isDenied({ status, error }: PresenceView): boolean {
  const code = (error as { status?: unknown } | null)?.status
  return status === 'error' && (code === 401 || code === 403)
}
