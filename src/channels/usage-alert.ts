/** The event of a {@link UsageAlert}, in the private channel of admin events. */
export const usageAlertEvent = 'usage.alert'

/** A limit of the plan that is reached, or nearly: what `onUsageAlert` gets, and the payload of `usage.alert`. */
export interface UsageAlert {
  /** Which limit: `messages` in a day, or `connections` at one time. */
  kind: 'messages' | 'connections'
  /** Percent of the limit that were reached. */
  threshold: 80 | 100
  /** Count so far today. */
  used: number
  /** Count that the plan allows. */
  limit: number
  /** `used / limit`: 0.8 at 80 %. */
  share: number
  /** The name of the plan. */
  plan: string
  /** When the count starts anew: the next 00:00 UTC, epoch ms. */
  resetsAt: number
}
