import type { BoxProps, ElementProps, Factory, StylesApiProps } from '@mantine/core'
import type { InboxItem } from '../notifications/inbox/inbox-item.ts'
import type { NotificationInboxStore } from '../notifications/inbox/notification-inbox.ts'
import type { NotificationInboxLabels } from './inbox-labels.ts'

/** The parts of `NotificationInbox` that the Styles API reaches. */
export type NotificationInboxStylesNames =
  /** The outermost element. */
  | 'root'
  /** The button. */
  | 'bell'
  /** The number on the bell. */
  | 'badge'
  /** What the bell opens. */
  | 'panel'
  /** Heading and buttons of the panel. */
  | 'header'
  /** The choice of kinds. */
  | 'filters'
  /** The part of the panel that scrolls. */
  | 'scroller'
  /** Heading of a group: today, earlier, missed. */
  | 'groupHead'
  /** One notification. */
  | 'item'
  /** The sign of its severity. */
  | 'icon'
  /** Title, message and age. */
  | 'text'
  /** The buttons of one notification. */
  | 'itemActions'
  /** What stands there while storage has not answered. */
  | 'loading'
  /** What stands there when storage could not be read. */
  | 'failed'
  /** What stands there without notifications. */
  | 'empty'
  /** The bar that brings removed ones back. */
  | 'undo'

/** Props of {@link NotificationInbox}. */
export interface NotificationInboxProps
  extends BoxProps, StylesApiProps<NotificationInboxFactory>, ElementProps<'div'> {
  /** The inbox to show. @defaultValue the one that `NotificationBridge` of this provider fills */
  inbox?: NotificationInboxStore

  /** Called when a notification's link is followed; prevents nothing. */
  onItemClick?: (item: InboxItem) => void

  /** Highest count on the badge; above it says "99+". @defaultValue `99` */
  maxCount?: number

  /** Replaces texts. @defaultValue `{}` */
  labels?: Partial<NotificationInboxLabels>
}

/** Everything that Mantine's theme and Styles API know of `NotificationInbox`. */
export type NotificationInboxFactory = Factory<{
  props: NotificationInboxProps
  ref: HTMLDivElement
  stylesNames: NotificationInboxStylesNames
}>
