/** The limits and the cost of a Pusher Channels plan. */
export interface Plan {
  /** The name of the plan. */
  name: string
  /** Count of messages per day. */
  messagesPerDay: number
  /** Count of concurrent connections. */
  connections: number
  /** USD per month, as on your invoice; included in the usage report. @defaultValue none: the cost is unknown */
  price?: number
}

/** The free plan, the default. */
export const sandbox: Plan = { name: 'Sandbox', messagesPerDay: 200_000, connections: 100 }
