import { createSafeContext, type GetStylesApi } from '@mantine/core'
import type { Member } from '../../index.ts'
import type { OnlineUsersFactory } from './OnlineUsers.props.ts'
import type { OnlineUsersLabels } from './online-labels.ts'
import type { Person } from './person.ts'

export interface OnlineUsersContextValue {
  getStyles: GetStylesApi<OnlineUsersFactory>
  labels: OnlineUsersLabels
  describeMember: (member: Member) => Person
  renderMember: ((member: Member) => React.ReactNode) | undefined
  /** Referentially stable, so that rows do not render again. */
  onMemberClick: ((member: Member) => void) | undefined
}

export const [OnlineUsersProvider, useOnlineUsersContext] = createSafeContext<OnlineUsersContextValue>(
  'Expected the parts of OnlineUsers to be rendered within it, but got no context.',
)
