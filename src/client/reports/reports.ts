import type {
  BroadcasterStatus,
  EventMetricsReport,
  MetricsRange,
  UsageReport,
} from '../../channels/internal.ts'
import type { Feature, KitCore } from '../core/kit-core.ts'
import { isRecord } from '../log/store/line-fields.ts'
import { reportEndpoints } from '../options.ts'
import { createReportStore, type ReportSource, type ReportStore } from './report-store.ts'

/** The reports of the app's server. All readers of a report share its requests. */
export interface Reports extends Feature {
  /** @param interval - ms between a response and the next request */
  usage: (interval: number) => ReportStore<UsageReport>
  /** @param interval - ms between a response and the next request */
  eventMetrics: (range: MetricsRange, interval: number) => ReportStore<EventMetricsReport>
  /** @param interval - ms between a response and the next request */
  broadcasterStatus: (interval: number) => ReportStore<BroadcasterStatus>
}

/** Number of unused stores that are kept, in case a reader returns. */
const mostKept = 50

/** The stores of reports of a kit. */
export function createReports(core: KitCore): Reports {
  const stores = new Map<string, ReportStore<never>>()

  function open<Report>(source: ReportSource<Report>): ReportStore<Report> {
    const key = `${source.interval} ${source.url}`
    const known = stores.get(key) as ReportStore<Report> | undefined
    if (known) return known
    const store = createReportStore(core, source)
    const [oldest] = stores.keys()
    if (stores.size >= mostKept && oldest !== undefined) stores.delete(oldest)
    stores.set(key, store as ReportStore<never>)
    return store
  }

  const endpoints = () => reportEndpoints(core.endpoints)

  return {
    usage: (interval) =>
      open({ url: endpoints().usage, endpoint: 'usage', interval: legal(interval), isReport: isUsage }),
    eventMetrics(range, interval) {
      const { metrics } = endpoints()
      const url = `${metrics}${metrics.includes('?') ? '&' : '?'}range=${encodeURIComponent(range)}`
      return open({ url, endpoint: 'metrics', interval: legal(interval), isReport: isEventMetrics })
    },
    broadcasterStatus: (interval) =>
      open({
        url: endpoints().broadcasterStatus,
        endpoint: 'broadcasterStatus',
        interval: legal(interval),
        isReport: isBroadcasterStatus,
      }),
    dispose: () => stores.clear(),
  }
}

/** @throws `RangeError` when it is not a valid delay of a timer */
function legal(interval: number): number {
  if (interval >= 1000) return interval
  throw new RangeError(`Expected \`interval\` to be 1000 ms or more but got ${interval}.`)
}

const hasNumbers = (value: unknown, ...names: string[]): boolean =>
  isRecord(value) && names.every((name) => typeof value[name] === 'number')

const isListOf = (value: unknown, ...names: string[]): boolean =>
  Array.isArray(value) && value.every((row) => hasNumbers(row, ...names))

function isUsage(body: unknown): body is UsageReport {
  return (
    isRecord(body) &&
    hasNumbers(body.messages, 'total', 'calls', 'deliveries', 'webhooks', 'presence', 'saved_by_batching') &&
    hasNumbers(body.limits, 'messages_per_day', 'connections') &&
    hasNumbers(body.percent, 'messages', 'connections') &&
    hasNumbers(body.projected, 'messages_today') &&
    hasNumbers(body, 'peak_connections', 'errors') &&
    typeof body.date === 'string'
  )
}

function isEventMetrics(body: unknown): body is EventMetricsReport {
  return (
    isRecord(body) &&
    isListOf(body.events, 'count', 'unique_users') &&
    (body.events as Record<string, unknown>[]).every(({ event }) => typeof event === 'string') &&
    isListOf(body.series, 'count')
  )
}

function isBroadcasterStatus(body: unknown): body is BroadcasterStatus {
  return (
    isRecord(body) &&
    Array.isArray(body.broadcasters) &&
    body.broadcasters.every(
      (row) =>
        hasNumbers(row, 'message_count', 'error_count') && isRecord(row) && typeof row.name === 'string',
    )
  )
}
