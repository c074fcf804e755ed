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
  /** Button that connects anew. */
  reconnect: string
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
  reconnect: 'Reconnect',
}
