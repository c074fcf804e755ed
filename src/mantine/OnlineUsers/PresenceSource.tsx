import { type Member, usePresence } from '../../index.ts'
import type { OnlineUsersLabels } from './online-labels.ts'
import type { Person } from './person.ts'
import type { PresenceView } from './presence-view.ts'
import { type MemberActivityOptions, useMemberActivity } from './useMemberActivity.ts'
import { usePresenceAnnouncement } from './usePresenceAnnouncement.ts'

export interface PresenceSourceProps {
  channel: string | null
  leaveGrace: number
  activityEvent: `client-${string}` | undefined
  idleAfter: number
  describeMember: (member: Member) => Person
  labels: OnlineUsersLabels
  /** `idle` is only given with an activity event. */
  children: (view: PresenceView, announcement: string, idle?: ReadonlySet<string>) => React.ReactNode
}

/** Reads the members of a presence channel for `OnlineUsers`. */
export function PresenceSource(props: PresenceSourceProps) {
  const { channel, leaveGrace, activityEvent, idleAfter, describeMember, labels, children } = props
  const { announcement, addChange } = usePresenceAnnouncement(labels)
  const view = usePresence(channel, {
    leaveGrace,
    onJoin: (member) => addChange('joined', member, describeMember(member).name),
    onLeave: (member) => addChange('left', member, describeMember(member).name),
  })

  if (channel === null || !activityEvent) return children(view, announcement)
  return (
    <ActivitySource channel={channel} event={activityEvent} idleAfter={idleAfter} members={view.members}>
      {(idle) => children(view, announcement, idle)}
    </ActivitySource>
  )
}

interface ActivitySourceProps extends MemberActivityOptions {
  children: (idle: ReadonlySet<string>) => React.ReactNode
}

/** Listens to input; rendered only with an activity event. */
function ActivitySource({ children, ...options }: ActivitySourceProps) {
  return children(useMemberActivity(options))
}
