/** One plan of Pusher Channels. */
export interface Plan {
  /** The name of the plan. */
  name: string
  /** USD per month. */
  price: number
  /** Count of messages in a day. */
  messagesPerDay: number
  /** Count of connections at one time. */
  connections: number
}

/**
 * The plans, cheapest first: the limits decide when the server warns, the prices what it projects.
 * Source: pusher.com/channels/pricing as published in 2024, not read again since. Only Sandbox is confirmed by
 * another source; hand your own in as `plan`, and check a price before you rely on it.
 *
 * @example
 * ```ts
 * const plan = plans.find(({ name }) => name === 'Pro') ?? plans[0]
 * const server = createPusherServer({ authenticate: () => null, ...(plan && { plan }) })
 * ```
 */
export const plans: readonly Plan[] = [
  { name: 'Sandbox', price: 0, messagesPerDay: 200_000, connections: 100 },
  { name: 'Startup', price: 49, messagesPerDay: 1_000_000, connections: 500 },
  { name: 'Pro', price: 99, messagesPerDay: 4_000_000, connections: 2000 },
  { name: 'Business', price: 299, messagesPerDay: 10_000_000, connections: 5000 },
  { name: 'Premium', price: 499, messagesPerDay: 20_000_000, connections: 10_000 },
  { name: 'Growth', price: 699, messagesPerDay: 40_000_000, connections: 15_000 },
  { name: 'Plus', price: 899, messagesPerDay: 60_000_000, connections: 20_000 },
  { name: 'Growth Plus', price: 1199, messagesPerDay: 90_000_000, connections: 30_000 },
]

/** The cheapest plan that holds so much; null when none does. */
export function cheapestPlan(messagesPerDay: number, connections: number): Plan | null {
  return (
    plans.find((plan) => plan.messagesPerDay >= messagesPerDay && plan.connections >= connections) ?? null
  )
}
