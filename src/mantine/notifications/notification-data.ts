import type { MantineColor } from '@mantine/core'

/** How much a notification can worry, least first. */
export const severities = ['info', 'success', 'warning', 'error'] as const
/**
 * How much a notification should worry: `info`, `success`, `warning` or `error`. It picks colour and icon.
 */
export type NotificationSeverity = (typeof severities)[number]

/** A link or a button that goes with a notification. */
export interface NotificationAction {
  /** The words on the link or button. */
  label: string
  /** Where the link leads; kept in the inbox. @defaultValue none */
  href?: string
  /**
   * Runs in place of a link; not kept over a reload. What it throws, or rejects with, goes to `onError`.
   * @defaultValue none
   */
  onClick?: () => void | Promise<void>
  /** The button waits and the toast stays, for what the next event makes of it. @defaultValue `false` */
  keepsOpen?: boolean
}

/** What a map of `NotificationBridge` makes of an event. Texts are shown as text, never as HTML. */
export interface PusherNotification {
  /**
   * The same id is the same notification, in every tab and after a reload. @defaultValue made of the event
   * and its number
   */
  id?: string
  /** A few words above the message. @defaultValue none */
  title?: string
  /** What happened, in a sentence. */
  message: string
  /** Picks colour, icon and how it is announced. @defaultValue `'info'` */
  severity?: NotificationSeverity
  /** What is live with the same key is updated and counted instead of stacked. @defaultValue none */
  dedupeKey?: string
  /** A higher one takes the place of a lower one when the screen is full. @defaultValue `0`, errors `1` */
  priority?: number
  /** Percent done so far, 0 to 100; null while it cannot be said. @defaultValue none: it is no task */
  progress?: number | null
  /** A link or a button. @defaultValue none */
  action?: NotificationAction
  /** ms until it closes by itself, or false. @defaultValue `5000`, errors and running tasks false */
  autoClose?: number | false
  /** When it happened, epoch ms. @defaultValue now */
  timestamp?: number
  /** In place of the colour of the severity. @defaultValue none */
  color?: MantineColor
  /** In place of the icon of the severity. @defaultValue none */
  icon?: React.ReactNode
}

/** A notification on its way: the map's answer with everything filled in. */
export interface MappedNotification extends PusherNotification {
  id: string
  /** The event that it came from. */
  kind: string
  channel: string
  severity: NotificationSeverity
  priority: number
  timestamp: number
}

/** A time that a calendar knows: anything else would throw as it is formatted. */
export function isTimestamp(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= 8.64e15
}

/** It is a task that goes on. */
export function isOngoing({ progress }: PusherNotification): boolean {
  return progress !== undefined && progress !== 100
}

/** Running tasks and errors stay until somebody closes them. */
export function closesAfter(notification: MappedNotification): number | false {
  if (notification.autoClose !== undefined) return notification.autoClose
  return isOngoing(notification) || notification.severity === 'error' ? false : 5000
}
