import type { BoxProps, ElementProps, Factory, MantineSize, StylesApiProps } from '@mantine/core'
import type { Member } from '../../index.ts'
import type { OnlineUsersLabels } from './online-labels.ts'
import type { Person } from './person.ts'
import type { PresenceView } from './presence-view.ts'

/**
 * How members are shown: `avatars` overlapping, `list` with search, `count` as a number that opens the list.
 */
export type OnlineUsersVariant = 'avatars' | 'list' | 'count'

/** The parts of `OnlineUsers` that the Styles API reaches. */
export type OnlineUsersStylesNames =
  /** The outermost element of every variant. */
  | 'root'
  /** The row of overlapping avatars. */
  | 'avatars'
  /** One avatar. */
  | 'avatar'
  /** The "+N" button. */
  | 'more'
  /** The list that "+N" and the number open. */
  | 'dropdown'
  /** The number above the list. */
  | 'header'
  /** The search of the list. */
  | 'search'
  /** The part of the list that scrolls. */
  | 'scroller'
  /** One member in the list. */
  | 'row'
  /** Name, role and status in a row. */
  | 'name'
  /** How long the member has been there. */
  | 'since'
  /** The number of the variant `count`. */
  | 'count'
  /** The word over members of before a reconnect. */
  | 'stale'
  /** What stands there while members are on their way. */
  | 'loading'
  /** A sentence in place of members: nobody, denied, failed. */
  | 'notice'

/** The CSS variables of `OnlineUsers`, for `vars`. */
export interface OnlineUsersCssVariables {
  /** Size of an avatar. */
  root: '--online-users-size'
}

/** Props of {@link OnlineUsers}. */
export interface OnlineUsersProps extends BoxProps, StylesApiProps<OnlineUsersFactory>, ElementProps<'div'> {
  /** Presence channel whose members are shown. @defaultValue none: `members` are */
  channel?: string | null

  /** Ready data in place of `channel`. @defaultValue none: those of `channel` */
  members?: readonly Member[]

  /** With `members`: what is known of them. @defaultValue `'subscribed'` */
  status?: PresenceView['status']

  /** With `members`: what went wrong. @defaultValue `null` */
  error?: Error | null

  /** With `members`: the set is an old one. @defaultValue `false` */
  isStale?: boolean

  /** With `members`: called by "Try again". */
  onRetry?: () => void

  /** Overlapping avatars, a list with search, or a number that opens the list. @defaultValue `'avatars'` */
  variant?: OnlineUsersVariant

  /** Highest count of avatars shown, the "+N" included. @defaultValue `5` */
  max?: number

  /** Size of an avatar. @defaultValue `'md'` */
  size?: MantineSize

  /** A member who is back within this time never left, ms. @defaultValue `1500` */
  leaveGrace?: number

  /**
   * Client event by which members report that they are away, e.g. `"client-activity"`. @defaultValue
   * none: nobody counts as away
   */
  activityEvent?: `client-${string}`

  /** ms without input until this tab counts as away. @defaultValue `300_000` */
  idleAfter?: number

  /** Name, picture, role and status of a member. @defaultValue the usual keys of `info` */
  describeMember?: (member: Member) => Person

  /** Draws a row of the list in place of the built-in one. @defaultValue none */
  renderMember?: (member: Member) => React.ReactNode

  /** Makes every member a button. */
  onMemberClick?: (member: Member) => void

  /** Replaces texts. @defaultValue `{}` */
  labels?: Partial<OnlineUsersLabels>
}

/** Everything that Mantine's theme and Styles API know of `OnlineUsers`. */
export type OnlineUsersFactory = Factory<{
  props: OnlineUsersProps
  ref: HTMLDivElement
  stylesNames: OnlineUsersStylesNames
  vars: OnlineUsersCssVariables
  variant: OnlineUsersVariant
}>
