import type {
  BoxProps,
  ElementProps,
  Factory,
  MantineRadius,
  MantineSize,
  StylesApiProps,
} from '@mantine/core'
import type { UsePusherConnectionResult } from '../../index.ts'

import type { ConnectionBadgeLabels } from './connection-labels.ts'
import type { LatencyBands } from './latency-bands.ts'

/**
 * How the connection is shown: `dot` as an icon, `badge` with word and latency, `banner` as a bar while disconnected.
 */
export type ConnectionBadgeVariant = 'dot' | 'badge' | 'banner'

/** The Styles API selectors of `ConnectionBadge`. */
export type ConnectionBadgeStylesNames =
  /** The outermost element of every variant. */
  | 'root'
  /** Dot or badge; a button when it opens the card. */
  | 'pill'
  /** The icon of the state. */
  | 'shape'
  /** The word for the state. */
  | 'label'
  /** The latency, or the countdown to the next attempt. */
  | 'latency'
  /** The card with the details. */
  | 'card'
  /** Icon, word and duration of the state, at the top of the card. */
  | 'cardHeader'
  /** Latency and sparkline of the card. */
  | 'cardLatency'
  /** The line of the last samples. */
  | 'sparkline'
  /** A list of values in the card. */
  | 'facts'
  /** Error and advice in the card. */
  | 'problem'
  /** The buttons of the card. */
  | 'actions'
  /** The bar of the banner. */
  | 'banner'
  /** The sentence in the banner. */
  | 'bannerText'

/** The CSS variables of `ConnectionBadge`, for `vars`. */
export interface ConnectionBadgeCssVariables {
  /** Height, font size and radius of dot and badge. */
  root: '--connection-badge-height' | '--connection-badge-fz' | '--connection-badge-radius'
}

/** The result of `usePusherConnection`. Omitted actions have no button. */
export type ConnectionBadgeData = Omit<UsePusherConnectionResult, ConnectionAction | 'latencyHistory'> &
  Partial<Pick<UsePusherConnectionResult, ConnectionAction>>

/**
 * The optional actions of a connection: `connect`, `disconnect`, `reconnect` and `measureLatency`. The card has a
 * button for each of the first three that is present.
 */
type ConnectionAction = 'connect' | 'disconnect' | 'reconnect' | 'measureLatency'

/** Props of {@link ConnectionBadge}. */
export interface ConnectionBadgeProps
  extends BoxProps, StylesApiProps<ConnectionBadgeFactory>, ElementProps<'div'> {
  /** A connection to show instead of that of the nearest `PusherProvider`. @defaultValue none */
  connection?: ConnectionBadgeData

  /** `dot` shows the icon only, `badge` the word and the latency too, `banner` a bar that appears when offline. @defaultValue `'badge'` */
  variant?: ConnectionBadgeVariant

  /** Height, font size and padding of dot and badge. @defaultValue `'sm'` */
  size?: MantineSize

  /** Key of `theme.radius` or any CSS value. @defaultValue none: fully rounded */
  radius?: MantineRadius

  /** Shows the latency in the badge. @defaultValue `true` */
  withLatency?: boolean

  /** Opens a card with the details on hover, focus or click. @defaultValue `true` */
  withCard?: boolean

  /** Upper bounds of good and fair latency, ms. @defaultValue `{ good: 100, fair: 300 }` */
  latencyBands?: LatencyBands

  /** Interval between latency samples, ms; 0 measures on request only. @defaultValue `30_000` */
  latencyInterval?: number

  /** Delay before a lost connection is shown, ms, which hides short interruptions. @defaultValue `1000` */
  blipDelay?: number

  /** Time without a connection before the banner appears, ms. @defaultValue `5000` */
  bannerDelay?: number

  /** Position of the banner. @defaultValue `'top'` */
  bannerPosition?: ConnectionBannerPosition

  /** Replaces texts. @defaultValue `{}` */
  labels?: Partial<ConnectionBadgeLabels>
}

/** Mantine factory type of `ConnectionBadge`. */
export type ConnectionBadgeFactory = Factory<{
  props: ConnectionBadgeProps
  ref: HTMLDivElement
  stylesNames: ConnectionBadgeStylesNames
  vars: ConnectionBadgeCssVariables
  variant: ConnectionBadgeVariant
}>

/** `top` and `bottom` are fixed above the page; `inline` is placed where it is rendered. */
export type ConnectionBannerPosition = 'top' | 'bottom' | 'inline'
