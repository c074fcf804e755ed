import { type Member, usePresence, usePusherChannel } from '../../index.ts'
import type { OnlineUsersLabels } from './online-labels.ts'
import type { Person } from './person.ts'
import type { PresenceView } from './presence-view.ts'
import { useMemberActivity } from './useMemberActivity.ts'
import { usePresenceAnnouncement } from './usePresenceAnnouncement.ts'

export interface PresenceSourceProps {
  channel: string | null
  leaveGrace: number
  activityEvent: `client-${string}` | undefined
  idleAfter: number
  describeMember: (member: Member) => Person
  wording: OnlineUsersLabels
  children: (view: PresenceView, announcement: string, idle: ReadonlySet<string>) => React.ReactNode
}

/** Feeds `OnlineUsers` from a presence channel. */
export function PresenceSource(props: PresenceSourceProps) {
  const { channel, leaveGrace, activityEvent, idleAfter, describeMember, wording, children } = props
  const { announcement, note } = usePresenceAnnouncement(wording)
  const presence = usePresence(channel, {
    leaveGrace,
    onJoin: (member) => note('joined', describeMember(member).name),
    onLeave: (member) => note('left', describeMember(member).name),
  })
  const { retry } = usePusherChannel(channel)
  const idle = useMemberActivity({
    channel,
    event: activityEvent,
    idleAfter,
    memberCount: presence.members.length,
  })
  const { members, status, error, isStale } = presence
  return children({ members, status, error, isStale, retry }, announcement, idle)
}
