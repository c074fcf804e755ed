import type { NotificationAction, NotificationSeverity } from '../notification-data.ts'
import type { NotificationBridgeLabels } from '../notification-labels.ts'
import type { NotificationMap } from './notification-map.ts'
import { textIn } from '../../lib/text-in.ts'
import { fieldsOf, need } from './payload-fields.ts'
import { safeLink } from '../safe-link.ts'

/** A failed task to retry. */
export interface FailedTask {
  /** The id of the task. */
  id: string
  /** The channel of the event that reported the failure. */
  channel: string
  /** The payload of the event that reported the failure. */
  payload: unknown
}

type TaskState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled'

const words: readonly [TaskState, RegExp][] = [
  ['done', /^(done|complete|completed|success|succeeded|finished)$/iu],
  ['failed', /^(failed|failure|error|timed[_ -]?out)$/iu],
  ['cancelled', /^(cancelled|canceled|aborted)$/iu],
  ['queued', /^(queued|pending|waiting|scheduled)$/iu],
]

const severityOf: Readonly<Record<TaskState, NotificationSeverity>> = {
  queued: 'info',
  running: 'info',
  done: 'success',
  failed: 'error',
  cancelled: 'warning',
}

function stateOf(status: string, percent: number): TaskState {
  const known = words.find(([, pattern]) => pattern.test(status))?.[0]
  return known ?? (percent >= 100 ? 'done' : 'running')
}

/** The id of a task's notification: all events of one task update it. */
export const taskNotificationId = (task: string) => `task:${task}`

/** `progress.updated`: `{ task_id, kind, status, progress }`; one notification per task, updated in place. */
export function taskMap(
  labels: NotificationBridgeLabels,
  onTaskRetry?: (task: FailedTask) => void | Promise<void>,
): NotificationMap {
  return (payload, { channel }) => {
    const fields = fieldsOf(payload, 'progress.updated')
    const id = need(textIn(fields, 'task_id', 'taskId', 'id'), 'progress.updated', 'task_id')
    const percent = Number(textIn(fields, 'progress', 'percent', 'percentage') ?? Number.NaN)
    const state = stateOf(textIn(fields, 'status', 'state') ?? '', percent)
    const isMeasured = state === 'running' && Number.isFinite(percent)
    const word = isMeasured ? labels.percent(Math.round(percent)) : labels[state]
    const message = textIn(fields, 'message', 'error')
    const kind = textIn(fields, 'kind', 'content_type', 'contentType')
    const progress = {
      queued: 0,
      running: isMeasured ? Math.max(0, percent) : null,
      done: 100,
      failed: undefined,
      cancelled: undefined,
    }[state]

    function action(): NotificationAction | undefined {
      if (state === 'failed' && onTaskRetry) {
        const onClick = () => onTaskRetry({ id, channel, payload })
        return { label: labels.retry, onClick, keepsOpen: true }
      }
      const href = safeLink(textIn(fields, 'url', 'result_url', 'link'))
      return href === undefined ? undefined : { label: labels.open, href }
    }
    const offered = action()
    return {
      id: taskNotificationId(id),
      title: textIn(fields, 'title', 'name', 'label') ?? (kind ? labels.kind(kind) : labels.task(id)),
      message: message === undefined ? word : labels.detail(word, message),
      severity: severityOf[state],
      ...(progress === undefined ? {} : { progress }),
      ...(offered ? { action: offered } : {}),
    }
  }
}
