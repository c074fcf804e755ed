import { formatDuration } from '../lib/duration.ts'
import { defaultReportLabels, type ReportLabels } from '../reports/report-labels.ts'

/** What a message is counted for. */
export type UsagePart =
  /** Events that the server published. */
  | 'calls'
  /** Connections that they went to. */
  | 'deliveries'
  /** Webhooks. */
  | 'webhooks'
  /** Joins and leaves of presence channels. */
  | 'presence'

/** Every text of `UsageCard`. */
export interface UsageCardLabels extends ReportLabels {
  /** Heading of the card. */
  title: string
  /** The plan by its name. */
  plan: (name: string) => string
  /** A count of messages or connections. */
  count: (count: number) => string
  /** A count that is the least that it can be. */
  atLeast: (count: string) => string
  /** The limit beside the count. */
  limit: (limit: string) => string
  /** A part of a limit in percent. */
  percent: (percent: number) => string
  /** Time until the counts start again at 0, ms. */
  resets: (duration: number) => string
  /** The parts of the count. */
  part: Readonly<Record<UsagePart, string>>
  /** From 80 percent of a limit. */
  near: string
  /** From 100 percent of a limit. */
  over: string
  /** What the day may end with; a count. */
  projected: string
  /** The greatest count of connections at a time. */
  connections: string
  /** Events that no backend accepted. */
  errors: string
  /** Messages that batching saved. */
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
