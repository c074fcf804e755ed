import { textIn } from '../../lib/text-in.ts'
import type { NotificationBridgeLabels } from '../notification-labels.ts'
import type { NotificationMap } from './notification-map.ts'
import { fieldsOf, need } from './payload-fields.ts'

const event = 'usage.alert'

/** `usage.alert`: `{ kind, threshold, used, limit, plan, resetsAt }`, as `onUsageAlert` of the server gets it. */
export function usageMap(labels: NotificationBridgeLabels): NotificationMap {
  return (payload) => {
    const fields = fieldsOf(payload, event)
    const kind = need(textIn(fields, 'kind'), event, 'kind')
    const percent = Number(need(textIn(fields, 'threshold'), event, 'threshold'))
    const used = Number(need(textIn(fields, 'used'), event, 'used'))
    const limit = Number(need(textIn(fields, 'limit'), event, 'limit'))
    const day = textIn(fields, 'resetsAt', 'resets_at') ?? ''
    return {
      // Every server of an app may publish it.
      id: `usage:${kind}:${percent}:${day}`,
      title: labels.usage(kind === 'connections' ? 'connections' : 'messages', percent),
      message: labels.usageOf(used, limit, textIn(fields, 'plan') ?? null),
      severity: percent >= 100 ? 'error' : 'warning',
    }
  }
}
