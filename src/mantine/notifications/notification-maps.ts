import type { EventMeta } from '../../index.ts'
import type { NotificationData, NotificationSeverity } from './notification-data.ts'
import { defaultBridgeLabels, type NotificationBridgeLabels } from './notification-labels.ts'
import { textIn } from '../payload/text-in.ts'
import { fieldsOf, need } from './payload-fields.ts'
import { safeLink } from './safe-link.ts'
import { type FailedTask, taskMap } from './task-map.ts'

/** Turns an event into a notification, or into nothing. */
export type NotificationMap<T = unknown> = (payload: T, meta: EventMeta) => NotificationData | null

/** Options of {@link createNotificationMaps}. */
export interface NotificationMapsOptions {
  /** Replaces texts. */
  labels?: Partial<NotificationBridgeLabels>
  /** Puts a button on failed tasks, which waits for the promise; what it rejects with goes to `onError`. */
  onTaskRetry?: (task: FailedTask) => void | Promise<void>
}

const severityWords: Readonly<Record<string, NotificationSeverity>> = {
  success: 'success',
  warning: 'warning',
  warn: 'warning',
  error: 'error',
  danger: 'error',
}

/** `notification`: `{ title, message, type }`. */
function messageMap(labels: NotificationBridgeLabels): NotificationMap {
  return (payload) => {
    const fields = fieldsOf(payload, 'notification')
    const title = textIn(fields, 'title')
    const id = textIn(fields, 'id', 'notification_id')
    const href = safeLink(textIn(fields, 'url', 'link', 'href'))
    return {
      message: need(textIn(fields, 'message', 'body') ?? title, 'notification', 'message'),
      severity: severityWords[textIn(fields, 'type', 'severity', 'level')?.toLowerCase() ?? ''] ?? 'info',
      ...(title === undefined ? {} : { title }),
      ...(id === undefined ? {} : { id }),
      ...(href === undefined ? {} : { action: { label: labels.open, href } }),
    }
  }
}

/** `content.generated`: `{ title, url }`, and what usually goes with it. */
function contentMap(labels: NotificationBridgeLabels): NotificationMap {
  return (payload) => {
    const fields = fieldsOf(payload, 'content.generated')
    const id = textIn(fields, 'content_id', 'contentId', 'id')
    const href = safeLink(textIn(fields, 'url', 'link', 'href'))
    return {
      title: labels.contentReady,
      message: textIn(fields, 'title', 'name', 'message', 'type') ?? need(id, 'content.generated', 'title'),
      severity: 'success',
      ...(id === undefined ? {} : { id: `content:${id}` }),
      ...(href === undefined ? {} : { action: { label: labels.open, href } }),
    }
  }
}

/**
 * The ready maps for the usual events, as `NotificationBridge` has them; to build a map of your own upon one.
 *
 * @example
 * ```tsx
 * const maps = createNotificationMaps()
 * const map = { 'report.ready': maps['content.generated'] }
 * ```
 */
export function createNotificationMaps(options: NotificationMapsOptions = {}) {
  const labels = { ...defaultBridgeLabels, ...options.labels }
  return {
    notification: messageMap(labels),
    'content.generated': contentMap(labels),
    'progress.updated': taskMap(labels, options.onTaskRetry),
  } satisfies Record<string, NotificationMap>
}

/** {@link createNotificationMaps} with the default texts. */
export const notificationMaps = createNotificationMaps()
