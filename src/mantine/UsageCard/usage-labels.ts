import { formatDuration } from '../lib/duration.ts'
import { defaultReportLabels, type ReportLabels } from '../reports/report-labels.ts'

/** The parts of the message count. */
export type UsagePart =
  /** Events that the server published. */
  | 'calls'
  /** Deliveries of these events to connections. */
  | 'deliveries'
  /** Webhooks. */
  | 'webhooks'
  /** Joins and leaves of presence channels. */
  | 'presence'

/** Every text of `UsageCard`. */
export interface UsageCardLabels extends ReportLabels {
  /** Heading of the card. */
  title: string
  /** The plan, from its name. */
  plan: (name: string) => string
  /** A count of messages or connections. */
  count: (count: number) => string
  /** A count that is a lower bound. */
  atLeast: (count: string) => string
  /** The limit next to the count. */
  limit: (limit: string) => string
  /** A part of a limit in percent. */
  percent: (percent: number) => string
  /** Time until the counts start again at 0, ms. */
  resets: (duration: number) => string
  /** The parts of the count. */
  part: Readonly<Record<UsagePart, string>>
  /** Shown at 80 percent of a limit and above. */
  near: string
  /** Shown at 100 percent of a limit and above. */
  over: string
  /** The projected count at the end of the day. */
  projected: string
  /** The highest count of concurrent connections. */
  connections: string
  /** Events that no backend accepted. */
  errors: string
  /** Messages saved by batching. */
  saved: string
  /** The price of the plan. */
  cost: string
  /** USD per month. */
  price: (usd: number) => string
}

const count = new Intl.NumberFormat('en-US')
const price = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 2 })

export const defaultUsageLabels: UsageCardLabels = {
  ...defaultReportLabels,
  title: 'Messages today',
  plan: (name) => `Plan ${name}`,
  count: (value) => count.format(value),
  atLeast: (value) => `at least ${value}`,
  limit: (limit) => `of ${limit}`,
  percent: (value) => `${value < 10 ? Math.round(value * 10) / 10 : Math.round(value)} %`,
  resets: (duration) => `Resets in ${formatDuration(duration)}`,
  part: { calls: 'Published', deliveries: 'Delivered', webhooks: 'Webhooks', presence: 'Presence' },
  near: 'Near the limit',
  over: 'Limit reached',
  projected: 'By the end of the day',
  connections: 'Most connections',
  errors: 'Errors',
  saved: 'Saved by batching',
  cost: 'Cost',
  price: (usd) => `${price.format(usd)} a month`,
}
