/** The event of a {@link UsageAlert}, in the private channel of admin events. */
export const usageAlertEvent = 'usage.alert'

/** An alert at 80 or 100 percent of a limit: the argument of `onUsageAlert`, and the payload of `usage.alert`. */
export interface UsageAlert {
  /** The limit: `messages` per day, or concurrent `connections`. */
  kind: 'messages' | 'connections'
  /** Percent of the limit that is reached. */
  threshold: 80 | 100
  /** Count of the current day. */
  used: number
  /** Count allowed by the plan. */
  limit: number
  /** `used / limit`: 0.8 at 80 %. */
  share: number
  /** The name of the plan. */
  plan: string
  /** Time at which the count is reset: the next 00:00 UTC, epoch ms. */
  resetsAt: number
}
