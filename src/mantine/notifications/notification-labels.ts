import { connectionAdvice, type ConnectionAdvice } from '../ConnectionBadge/connection-advice.ts'

/** Every text of `NotificationBridge` that no event brings along. */
export interface NotificationBridgeLabels {
  /** Name of the close buttons. */
  close: string
  /** Summary of what came too fast. */
  more: (count: number) => string
  /** Summary of what came while nobody was connected. */
  earlier: (count: number) => string
  /** A text with how often it came. */
  repeated: (text: string, count: number) => string
  showAll: string
  connectionFailed: string
  /** Words for an error of the connection, and what to do about it. */
  advice: (error: Error) => ConnectionAdvice
  reconnect: string
  /** The link of the ready maps. */
  open: string
  /** Title of `content.generated`. */
  contentReady: string
  /** Title of a task that has none. */
  task: (id: string) => string
  queued: string
  running: string
  /** A running task of which it is known how far it has come. */
  percent: (percent: number) => string
  done: string
  failed: string
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
  contentReady: 'Content is ready',
  task: (id) => `Task ${id}`,
  queued: 'Queued',
  running: 'Running',
  percent: (percent) => `${percent} %`,
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
  detail: (state, message) => `${state}: ${message}`,
  retry: 'Try again',
}
