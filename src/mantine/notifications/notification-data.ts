import type { MantineColor } from '@mantine/core'

/** The severities of notifications, least severe first. */
export const severities = ['info', 'success', 'warning', 'error'] as const
/** The severity of a notification: `info`, `success`, `warning` or `error`. It selects colour and icon. */
export type NotificationSeverity = (typeof severities)[number]

/** A link or a button that goes with a notification. */
export interface NotificationAction {
  /** The text of the link or button. */
  label: string
  /** The URL of the link; kept in the inbox. @defaultValue none */
  href?: string
  /**
   * Called on click; lost on a reload. Errors and rejections are passed to `onError`.
   * @defaultValue none
   */
  onClick?: () => void | Promise<void>
  /** Keeps the toast open after a click, for the next event to update it. @defaultValue `false` */
  keepsOpen?: boolean
}

/** What a map of `NotificationBridge` returns for an event. Texts are rendered as text, never as HTML. */
export interface PusherNotification {
  /**
   * Identifies the notification in every tab and after a reload.
   * @defaultValue derived from the event and its number
   */
  id?: string
  /** A short title above the message. @defaultValue none */
  title?: string
  /** What happened, in a sentence. */
  message: string
  /** Selects colour, icon and how it is announced. @defaultValue `'info'` */
  severity?: NotificationSeverity
  /** An open toast with the same key is updated and counted instead of stacked. @defaultValue none */
  dedupeKey?: string
  /** At the limit of toasts, replaces one of lower priority. @defaultValue `0`, errors `1` */
  priority?: number
  /** Progress in percent, 0 to 100; null while it is unknown. @defaultValue none: it is no task */
  progress?: number | null
  /** A link or a button. @defaultValue none */
  action?: NotificationAction
  /** ms until it closes automatically, or false. @defaultValue `5000`, errors and running tasks false */
  autoClose?: number | false
  /** When it happened, epoch ms. @defaultValue now */
  timestamp?: number
  /** Overrides the colour of the severity. @defaultValue none */
  color?: MantineColor
  /** Overrides the icon of the severity. @defaultValue none */
  icon?: React.ReactNode
}

/** The notification that a map returned, with defaults filled in. */
export interface MappedNotification extends PusherNotification {
  id: string
  /** Name of its event. */
  kind: string
  channel: string
  severity: NotificationSeverity
  priority: number
  timestamp: number
}

/** True for a time that `Date` supports; formatting any other throws. */
export function isTimestamp(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= 8.64e15
}

/** True for a running task. */
export function isOngoing({ progress }: PusherNotification): boolean {
  return progress !== undefined && progress !== 100
}

/** ms until it closes automatically; running tasks and errors stay until the user closes them. */
export function closesAfter(notification: MappedNotification): number | false {
  if (notification.autoClose !== undefined) return notification.autoClose
  return isOngoing(notification) || notification.severity === 'error' ? false : 5000
}
