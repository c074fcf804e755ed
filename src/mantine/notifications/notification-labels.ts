import { connectionAdvice, type ConnectionAdvice } from '../ConnectionBadge/connection-advice.ts'
import { words } from '../lib/words.ts'

/** Every text of `NotificationBridge` that no event brings along. */
export interface NotificationBridgeLabels {
  /** Name of the close buttons. */
  close: string
  /** Summary of what came too fast; counts it. */
  more: (count: number) => string
  /** Summary of what came while nobody was connected; counts it. */
  earlier: (count: number) => string
  /** A text with how often it came; a count. */
  repeated: (text: string, count: number) => string
  /** Button that opens the inbox. */
  showAll: string
  /** Title of a connection that was refused for good. */
  connectionFailed: string
  /** Words for an error of the connection, and what to do about it. */
  advice: (error: Error) => ConnectionAdvice
  /** Button that connects anew. */
  reconnect: string
  /** The link of the ready maps. */
  open: string
  /** The link to a download. */
  download: string
  /** Title of `content.generated` that names no kind. */
  contentReady: string
  /** Title of `content.generated`, with its kind in words. */
  kindReady: (kind: string) => string
  /** A kind, a status or an action in words, from the name that the server gives it. */
  kind: (name: string) => string
  /** Title of `agent.status` that names no agent. */
  agent: string
  /** Title of a session's event, with what happened in words. */
  session: (action: string) => string
  /** Title of `assessment.completed`. */
  assessmentCompleted: string
  /** A result, and the highest possible one; null when that is not known. */
  score: (score: string, highest: string | null) => string
  /** Title of a task that has none. */
  task: (id: string) => string
  /** A task that has not begun. */
  queued: string
  /** A task that goes on. */
  running: string
  /** A running task of which it is known how far it has come. */
  percent: (percent: number) => string
  /** A task that is over, as intended. */
  done: string
  /** A task that is over, by an error. */
  failed: string
  /** A task that somebody ended. */
  cancelled: string
  /** One of the states above, with what the payload says of it. */
  detail: (state: string, message: string) => string
  /** Tries a failed task again. */
  retry: string
}

const number = new Intl.NumberFormat('en')
const notifications = (count: number) =>
  `${number.format(count)} ${count === 1 ? 'notification' : 'notifications'}`

export const defaultBridgeLabels: NotificationBridgeLabels = {
  close: 'Close notification',
  more: (count) => `${notifications(count)} more.`,
  earlier: (count) => `${notifications(count)} while you were away.`,
  repeated: (text, count) => `${text} (${number.format(count)}×)`,
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
