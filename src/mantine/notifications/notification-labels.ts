import { counted, formatCount } from '../../primitives/index.ts'
import { connectionAdvice, type ConnectionAdvice } from '../ConnectionBadge/connection-advice.ts'
import { words } from '../lib/words.ts'

/** Every text of `NotificationBridge` that is not part of an event. */
export interface NotificationBridgeLabels {
  /** Name of the close buttons. */
  close: string
  /** Summary of notifications that arrived too fast; a count. */
  more: (count: number) => string
  /** Summary of missed notifications; a count. */
  earlier: (count: number) => string
  /** A text and how often it was sent. */
  repeated: (text: string, count: number) => string
  /** Button that opens the inbox. */
  showAll: string
  /** Title when the connection was refused permanently. */
  connectionFailed: string
  /** Texts for an error of the connection, and what to do about it. */
  advice: (error: Error) => ConnectionAdvice
  /** Button that reconnects. */
  reconnect: string
  /** The link of the built-in maps. */
  open: string
  /** The link to a download. */
  download: string
  /** Title of `content.generated` without a kind. */
  contentReady: string
  /** Title of `content.generated`, with its kind in words. */
  kindReady: (kind: string) => string
  /** A kind, a status or an action in words, from its name in the payload. */
  kind: (name: string) => string
  /** Title of `agent.status` without an agent's name. */
  agent: string
  /** Title of a session's event, with the change in words. */
  session: (action: string) => string
  /** Title of `assessment.completed`. */
  assessmentCompleted: string
  /** A result, and the highest possible one; null when that is unknown. */
  score: (score: string, highest: string | null) => string
  /** Title of `usage.alert`, with the used percentage of the plan's limit. */
  usage: (kind: 'messages' | 'connections', percent: number) => string
  /** The used count and the allowed count; the plan's name is null if it is unknown. */
  usageOf: (used: number, limit: number, plan: string | null) => string
  /** Title of a task without a title. */
  task: (id: string) => string
  /** A task that has not started. */
  queued: string
  /** A running task. */
  running: string
  /** A running task with known progress. */
  percent: (percent: number) => string
  /** A task that succeeded. */
  done: string
  /** A task that failed. */
  failed: string
  /** A task that was cancelled. */
  cancelled: string
  /** One of the states above, with the message of the payload. */
  detail: (state: string, message: string) => string
  /** Button that retries a failed task. */
  retry: string
}

const notifications = (count: number) => counted(count, 'notification', 'notifications')

export const defaultBridgeLabels: NotificationBridgeLabels = {
  close: 'Close notification',
  more: (count) => `${notifications(count)} more.`,
  earlier: (count) => `${notifications(count)} while you were away.`,
  repeated: (text, count) => `${text} (${formatCount(count)}×)`,
  showAll: 'Show all',
  connectionFailed: 'Connection refused',
  advice: connectionAdvice,
  reconnect: 'Reconnect',
  open: 'Open',
  download: 'Download',
  contentReady: 'Content is ready',
  kindReady: (kind) => `${kind} is ready`,
  kind: words,
  agent: 'Agent',
  session: (action) => `Session ${action.toLowerCase()}`,
  assessmentCompleted: 'Assessment completed',
  score: (score, highest) => (highest === null ? `Score ${score}` : `${score} of ${highest}`),
  usage: (kind, percent) =>
    kind === 'messages'
      ? `${percent}\u00A0% of today’s messages are used`
      : `${percent}\u00A0% of the connections are in use`,
  usageOf: (used, limit, plan) =>
    `${formatCount(used)} of ${formatCount(limit)}${plan === null ? '' : `, plan ${plan}`}`,
  task: (id) => `Task ${id}`,
  queued: 'Queued',
  running: 'Running',
  percent: (percent) => `${percent}\u00A0%`,
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
  detail: (state, message) => `${state}: ${message}`,
  retry: 'Try again',
}
