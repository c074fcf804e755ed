import type { NotificationSeverity } from '../notification-data.ts'
import { defaultBridgeLabels, type NotificationBridgeLabels } from '../notification-labels.ts'
import { textIn } from '../../lib/text-in.ts'
import { fieldsOf, need } from './payload-fields.ts'
import { safeLink } from '../safe-link.ts'
import { agentMap, assessmentMap, sessionMap } from './activity-maps.ts'
import { contentMap } from './content-map.ts'
import { type FailedTask, taskMap } from './task-map.ts'
import { usageMap } from './usage-map.ts'
import type { NotificationMap } from './notification-map.ts'

/** Options of {@link createNotificationMaps}. */
export interface NotificationMapsOptions {
  /** Replaces texts. @defaultValue `{}` */
  labels?: Partial<NotificationBridgeLabels>
  /** Adds a button to failed tasks, disabled until the promise settles; a rejection is passed to `onError`. */
  onTaskRetry?: (task: FailedTask) => void | Promise<void>
}

const severityWords: Readonly<Record<string, NotificationSeverity>> = {
  success: 'success',
  warning: 'warning',
  warn: 'warning',
  error: 'error',
  danger: 'error',
}

/** `notification` and `user.notification`: `{ title, message, type }`. */
function messageMap(labels: NotificationBridgeLabels): NotificationMap {
  return (payload) => {
    const fields = fieldsOf(payload, 'notification')
    const kind = textIn(fields, 'kind')
    const title = textIn(fields, 'title')
    const id = textIn(fields, 'id', 'notification_id')
    const href = safeLink(textIn(fields, 'url', 'link', 'href'))
    return {
      message: need(
        textIn(fields, 'message', 'body', 'text') ?? title ?? (kind && labels.kind(kind)),
        'notification',
        'message',
      ),
      severity: severityWords[textIn(fields, 'type', 'severity', 'level')?.toLowerCase() ?? ''] ?? 'info',
      ...(title === undefined ? {} : { title }),
      ...(id === undefined ? {} : { id }),
      ...(href === undefined ? {} : { action: { label: labels.open, href } }),
    }
  }
}

/** The events that have built-in maps; `session.*` matches every event with that prefix. */
export type ReadyEvent =
  /** `{ title, message, type }` */
  | 'notification'
  /** The same. */
  | 'user.notification'
  /** `{ task_id, content_type, title, preview, download_url }` */
  | 'content.generated'
  /** `{ task_id, kind, status, percent, message }` */
  | 'progress.updated'
  /** `{ agent, status, message }` */
  | 'agent.status'
  /** `{ session_id, title }` */
  | 'session.*'
  /** `{ title, score, max_score, passed }` */
  | 'assessment.completed'
  /** `{ kind, threshold, used, limit, plan, resetsAt }` */
  | 'usage.alert'

/**
 * Creates the built-in maps of `NotificationBridge`, as a base for custom maps.
 *
 * @returns a map for each {@link ReadyEvent}
 * @example
 * ```tsx
 * const maps = createNotificationMaps({ labels: { open: 'Show' } })
 * const map = { 'report.ready': maps['content.generated'] }
 * ```
 */
export function createNotificationMaps(
  options: NotificationMapsOptions = {},
): Readonly<Record<ReadyEvent, NotificationMap>> {
  const labels = { ...defaultBridgeLabels, ...options.labels }
  return {
    notification: messageMap(labels),
    'user.notification': messageMap(labels),
    'content.generated': contentMap(labels),
    'progress.updated': taskMap(labels, options.onTaskRetry),
    'agent.status': agentMap(labels),
    'session.*': sessionMap(labels),
    'assessment.completed': assessmentMap(labels),
    'usage.alert': usageMap(labels),
  }
}

/**
 * {@link createNotificationMaps} with the default texts.
 *
 * {@link ReadyEvent} lists the events and the fields of their payloads; ids and links are read under their common names.
 *
 * @example
 * ```tsx
 * import { NotificationBridge, notificationMaps } from 'react-pusher-kit/mantine'
 *
 * export const Notifications = () => (
 *   <NotificationBridge
 *     channel={`private-user-${user.id}`}
 *     map={{ 'job.finished': notificationMaps['content.generated'] }}
 *   />
 * )
 * ```
 */
export const notificationMaps = createNotificationMaps()
