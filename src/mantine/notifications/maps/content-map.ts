import { textIn } from '../../lib/text-in.ts'
import type { NotificationAction } from '../notification-data.ts'
import type { NotificationBridgeLabels } from '../notification-labels.ts'
import type { NotificationMap } from './notification-map.ts'
import { fieldsOf, need } from './payload-fields.ts'
import { safeLink, webLink } from '../safe-link.ts'
import { taskNotificationId } from './task-map.ts'

/** Length of the excerpt of a text without title and preview, characters. */
const excerpt = 200

/**
 * `content.generated`: `{ task_id, content_type, title, preview, download_url }`, with common variants of these names. With
 * a task id it replaces the notification of the task.
 */
export function contentMap(labels: NotificationBridgeLabels): NotificationMap {
  return (payload) => {
    const fields = fieldsOf(payload, 'content.generated')
    const task = textIn(fields, 'task_id', 'taskId')
    const content = textIn(fields, 'content_id', 'contentId', 'id')
    const kind = textIn(fields, 'content_type', 'contentType', 'kind')
    const named =
      textIn(fields, 'title', 'name', 'message', 'preview') ?? textIn(fields, 'text')?.slice(0, excerpt)
    const fallback = textIn(fields, 'type') ?? (kind === undefined ? undefined : labels.kind(kind))
    const id = task === undefined ? content && `content:${content}` : taskNotificationId(task)
    const action = actionOf(fields, labels)
    return {
      title: kind === undefined ? labels.contentReady : labels.kindReady(labels.kind(kind)),
      message: named ?? fallback ?? need(content ?? task, 'content.generated', 'title'),
      severity: 'success',
      ...(id === undefined ? {} : { id }),
      ...(action === undefined ? {} : { action }),
    }
  }
}

function actionOf(fields: object, labels: NotificationBridgeLabels): NotificationAction | undefined {
  const download = webLink(textIn(fields, 'download_url', 'downloadUrl'))
  if (download !== undefined) return { label: labels.download, href: download }
  const href = safeLink(textIn(fields, 'url', 'link', 'href'))
  return href === undefined ? undefined : { label: labels.open, href }
}
