import type { BoxProps, ElementProps, Factory, MantineSize, StylesApiProps } from '@mantine/core'
import type { ClientEventName, Member, PresenceName } from '../../index.ts'
import type { OnlineUsersLabels } from './online-labels.ts'
import type { Person } from './person.ts'
import type { PresenceView } from './presence-view.ts'

/**
 * How members are shown: `avatars` overlapping, `list` with search, `count` as a number that opens the list.
 */
export type OnlineUsersVariant = 'avatars' | 'list' | 'count'

/** The Styles API selectors of `OnlineUsers`. */
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
  /** How long the member has been present. */
  | 'since'
  /** The number of the variant `count`. */
  | 'count'
  /** The notice beside members from before a reconnect. */
  | 'stale'
  /** The skeletons while members load. */
  | 'loading'
  /** The text in place of members: none, denied, failed. */
  | 'notice'

/** The CSS variables of `OnlineUsers`, for `vars`. */
export interface OnlineUsersCssVariables {
  /** Size of an avatar. */
  root: '--online-users-size'
}

/** Props of {@link OnlineUsers}. */
export interface OnlineUsersProps<Channel extends string = string>
  extends BoxProps, StylesApiProps<OnlineUsersFactory>, ElementProps<'div'> {
  /** The presence channel whose members are shown. @defaultValue none: `members` are shown */
  channel?: PresenceName<Channel> | null

  /** Data instead of `channel`. @defaultValue none: members of `channel` */
  members?: readonly Member[]

  /** With `members`: the status of the subscription. @defaultValue `'subscribed'` */
  status?: PresenceView['status']

  /** With `members`: why the subscription failed. @defaultValue `null` */
  error?: Error | null

  /** With `members`: whether they are outdated. @defaultValue `false` */
  isStale?: boolean

  /** With `members`: called by "Try again". */
  onRetry?: () => void

  /** Overlapping avatars, a list with search, or a number that opens the list. @defaultValue `'avatars'` */
  variant?: OnlineUsersVariant

  /** Maximum number of avatars, including the "+N". @defaultValue `5` */
  max?: number

  /** Size of an avatar. @defaultValue `'md'` */
  size?: MantineSize

  /** Time within which a returning member counts as not having left, ms. @defaultValue `1500` */
  leaveGrace?: number

  /**
   * The client event with which members report that they are away, e.g. `"client-activity"`.
   * @defaultValue none: no member counts as away
   */
  activityEvent?: ClientEventName<Channel>

  /** ms without input until this tab counts as away. @defaultValue `300_000` */
  idleAfter?: number

  /** Returns name, picture, role and status of a member. @defaultValue reads common keys of `info` */
  describeMember?: (member: Member) => Person

  /** Renders a row of the list instead of the default. @defaultValue none */
  renderMember?: (member: Member) => React.ReactNode

  /** Called when a member is clicked; renders every member as a button. */
  onMemberClick?: (member: Member) => void

  /** Replaces texts. @defaultValue `{}` */
  labels?: Partial<OnlineUsersLabels>
}

/** Mantine factory type of `OnlineUsers`. */
export type OnlineUsersFactory = Factory<{
  props: OnlineUsersProps
  ref: HTMLDivElement
  stylesNames: OnlineUsersStylesNames
  vars: OnlineUsersCssVariables
  variant: OnlineUsersVariant
  signature: <const Channel extends string = string>(
    props: OnlineUsersProps<Channel> & { ref?: React.Ref<HTMLDivElement> | undefined },
  ) => React.ReactNode
}>
