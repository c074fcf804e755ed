/** The limits of a plan of Pusher Channels, and what it costs. */
export interface Plan {
  /** The name of the plan. */
  name: string
  /** Count of messages in a day. */
  messagesPerDay: number
  /** Count of connections at one time. */
  connections: number
  /** USD per month, as on your invoice; the report of the usage repeats it. @defaultValue none: the cost is not known */
  price?: number
}

/** The free plan, for a server that names none. */
export const sandbox: Plan = { name: 'Sandbox', messagesPerDay: 200_000, connections: 100 }
