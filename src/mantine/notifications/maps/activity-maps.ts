import { textIn } from '../../lib/text-in.ts'
import type { NotificationSeverity } from '../notification-data.ts'
import type { NotificationBridgeLabels } from '../notification-labels.ts'
import type { NotificationMap } from './notification-map.ts'
import { fieldsOf, need } from './payload-fields.ts'
import { safeLink } from '../safe-link.ts'

const severityWords: readonly [NotificationSeverity, RegExp][] = [
  ['error', /fail|error|crash/iu],
  ['warning', /cancel|abort|expire|timed?[_ -]?out|interrupt/iu],
  ['success', /^(done|completed?|succeeded|finished|ready|idle)$/iu],
]

const severityOf = (word: string) => severityWords.find(([, pattern]) => pattern.test(word))?.[0] ?? 'info'

/** `agent.status`: `{ agent, status, message }`; one notification per agent, updated in place. */
export function agentMap(labels: NotificationBridgeLabels): NotificationMap {
  return (payload, { channel }) => {
    const fields = fieldsOf(payload, 'agent.status')
    const status = textIn(fields, 'status', 'state')
    const message = textIn(fields, 'message', 'detail', 'text')
    const name = textIn(fields, 'agent_name', 'agentName', 'agent', 'name')
    const word = status === undefined ? undefined : labels.kind(status)
    const said =
      word === undefined || message === undefined ? (message ?? word) : labels.detail(word, message)
    return {
      id: `agent:${channel}:${textIn(fields, 'agent_id', 'agentId') ?? name ?? ''}`,
      title: name ?? labels.agent,
      message: need(said, 'agent.status', 'status'),
      severity: severityOf(status ?? ''),
    }
  }
}

/** `session.started`, `session.ended` and so on: `{ session_id, title }`. */
export function sessionMap(labels: NotificationBridgeLabels): NotificationMap {
  return (payload, { event }) => {
    const fields = fieldsOf(payload, event)
    const action = event.replace(/^session\./u, '')
    const title = labels.session(labels.kind(action))
    const named = textIn(fields, 'message', 'title', 'name', 'session_title', 'session_id', 'sessionId')
    return {
      ...(named === undefined ? { message: title } : { title, message: named }),
      severity: severityOf(action) === 'success' ? 'info' : severityOf(action),
      ...linkOf(fields, labels),
    }
  }
}

/** `assessment.completed`: `{ title, score, max_score, passed }`. */
export function assessmentMap(labels: NotificationBridgeLabels): NotificationMap {
  return (payload) => {
    const fields = fieldsOf(payload, 'assessment.completed')
    const title = labels.assessmentCompleted
    const name = textIn(fields, 'title', 'name', 'assessment_title', 'assessment', 'message')
    const score = textIn(fields, 'score', 'points')
    const highest = textIn(fields, 'max_score', 'maxScore', 'total', 'out_of')
    const result = score === undefined ? undefined : labels.score(score, highest ?? null)
    const said = name === undefined || result === undefined ? (name ?? result) : labels.detail(name, result)
    const isFailed = (fields as { passed?: unknown }).passed === false
    return {
      ...(said === undefined ? { message: title } : { title, message: said }),
      severity: isFailed ? 'warning' : 'success',
      ...linkOf(fields, labels),
    }
  }
}

function linkOf(fields: object, labels: NotificationBridgeLabels) {
  const href = safeLink(textIn(fields, 'url', 'result_url', 'link', 'href'))
  return href === undefined ? {} : { action: { label: labels.open, href } }
}
