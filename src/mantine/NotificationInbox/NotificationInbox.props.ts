import type { BoxProps, ElementProps, Factory, StylesApiProps } from '@mantine/core'
import type { InboxItem } from '../notifications/inbox/inbox-item.ts'
import type { NotificationInboxStore } from '../notifications/inbox/notification-inbox.ts'
import type { NotificationInboxLabels } from './inbox-labels.ts'

/** The Styles API selectors of `NotificationInbox`. */
export type NotificationInboxStylesNames =
  /** The outermost element. */
  | 'root'
  /** The button. */
  | 'bell'
  /** The number on the bell. */
  | 'badge'
  /** The panel that the bell opens. */
  | 'panel'
  /** Heading and buttons of the panel. */
  | 'header'
  /** The filter chips. */
  | 'filters'
  /** The part of the panel that scrolls. */
  | 'scroller'
  /** Heading of a group: today, earlier, missed. */
  | 'groupHead'
  /** One notification. */
  | 'item'
  /** The icon of its severity. */
  | 'icon'
  /** Title, message and age. */
  | 'text'
  /** The buttons of one notification. */
  | 'itemActions'
  /** The skeletons until storage is read. */
  | 'loading'
  /** The message when storage could not be read. */
  | 'failed'
  /** The message without notifications. */
  | 'empty'
  /** The bar that restores removed notifications. */
  | 'undo'

/** Props of {@link NotificationInbox}. */
export interface NotificationInboxProps
  extends BoxProps, StylesApiProps<NotificationInboxFactory>, ElementProps<'div'> {
  /** The inbox to show. @defaultValue the one that the provider's `NotificationBridge` fills */
  inbox?: NotificationInboxStore

  /** Called when a notification's link is clicked; cannot prevent the navigation. */
  onItemClick?: (item: InboxItem) => void

  /** Maximum number on the badge; a larger one is shown as "99+". @defaultValue `99` */
  maxCount?: number

  /** Replaces texts. @defaultValue `{}` */
  labels?: Partial<NotificationInboxLabels>
}

/** Mantine factory type of `NotificationInbox`. */
export type NotificationInboxFactory = Factory<{
  props: NotificationInboxProps
  ref: HTMLDivElement
  stylesNames: NotificationInboxStylesNames
}>
