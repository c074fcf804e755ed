'use client'
import { Box, factory, useProps } from '@mantine/core'
import type { GetStylesApi } from '@mantine/core'
import {
  useBroadcasterStatus,
  type BroadcasterReport,
  type BroadcasterStatus as BroadcasterStatusReport,
  type BroadcasterSwitch,
} from '../../index.ts'
import { useNow } from '../lib/useNow.ts'
import { countOf, isTime, recordsOf, textOf } from '../reports/clean.ts'
import { joinClasses } from '../reports/join-classes.ts'
import { GivenReport, Report } from '../reports/Report.tsx'
import reportClasses from '../reports/Report.module.css'
import { useReportProps } from '../reports/useReportProps.ts'
import { BackendShape } from './BackendShape.tsx'
import { defaultBroadcasterLabels, type BroadcasterStatusLabels } from './broadcaster-labels.ts'
import type {
  BroadcasterStatusFactory,
  BroadcasterStatusProps,
  BroadcasterStatusStylesNames,
} from './BroadcasterStatus.props.ts'
import ownClasses from './BroadcasterStatus.module.css'

const defaultProps = { interval: 10_000 } satisfies Partial<BroadcasterStatusProps>
const classes = joinClasses(reportClasses, ownClasses)
/** Quotas are reset at 00:00 UTC. */
const day = 86_400_000

/**
 * Shows the backends that the app's server publishes to, in the order of failover: the active one, the reasons why others
 * cannot send, and the time of their next attempt.
 *
 * @throws {@link ProviderMissingError} without `data` outside of `PusherProvider`
 * @example
 * ```tsx
 * import { BroadcasterStatus } from 'react-pusher-kit/mantine'
 *
 * export const Backends = () => <BroadcasterStatus maw={480} />
 * ```
 */
export const BroadcasterStatus = factory<BroadcasterStatusFactory>((_props) => {
  const props = useProps('BroadcasterStatus', defaultProps, _props)
  const { getStyles, data, interval, labels, ...others } = useReportProps<
    BroadcasterStatusFactory,
    typeof props
  >('BroadcasterStatus', classes, props)
  const parts = { getStyles, labels: { ...defaultBroadcasterLabels, ...labels } }
  return (
    <Box component="section" aria-label={parts.labels.title} {...getStyles('root')} {...others}>
      {data === undefined ? (
        <ServerBackends interval={interval} {...parts} />
      ) : (
        <GivenReport data={data} {...parts}>
          {(status, report) => <Backends status={status} updatedAt={report.updatedAt} {...parts} />}
        </GivenReport>
      )}
    </Box>
  )
})

interface BackendParts {
  getStyles: GetStylesApi<BroadcasterStatusFactory>
  labels: BroadcasterStatusLabels
}

function ServerBackends({ interval, ...parts }: BackendParts & { interval: number }) {
  const report = useBroadcasterStatus({ interval })
  return (
    <Report report={report} {...parts}>
      {(status) => <Backends status={status} updatedAt={report.updatedAt} {...parts} />}
    </Report>
  )
}

interface BackendsProps extends BackendParts {
  status: BroadcasterStatusReport
  /** Epoch ms. */
  updatedAt: number | null
}

function Backends({ status, updatedAt, ...parts }: BackendsProps) {
  const { getStyles, labels } = parts
  const now = useNow(1000, true)
  const switches = recordsOf(status.switches).filter(({ at }) => isTime(Date.parse(textOf(at))))
  return (
    <>
      {status.available_broadcasters === 0 && (
        <div {...getStyles('notice')} role="alert">
          {labels.noneAvailable}
        </div>
      )}
      {status.broadcast_to_all ? <div {...getStyles('type')}>{labels.toAll}</div> : null}
      <ol {...getStyles('backends')} aria-label={labels.title}>
        {recordsOf(status.broadcasters).map((backend, index) => (
          <Backend
            key={`${textOf(backend.name)} ${index}`}
            backend={backend}
            now={now}
            age={now - (updatedAt ?? now)}
            {...parts}
          />
        ))}
      </ol>
      {switches.length > 0 && <Switches switches={switches} now={now} {...parts} />}
    </>
  )
}

function Backend({
  backend,
  now,
  age,
  getStyles,
  labels,
}: BackendParts & {
  backend: BroadcasterReport
  /** Epoch ms. */
  now: number
  /** ms since the response. */
  age: number
}) {
  const { cluster, reason, retry_in: retryIn } = backend
  const status = textOf(backend.status)
  const type = textOf(backend.type)
  return (
    <li {...getStyles('backend')} data-status={status}>
      <BackendShape status={status} {...getStyles('shape')} />
      <span {...getStyles('name')}>{textOf(backend.name)}</span>
      <span {...getStyles('status')} suppressHydrationWarning>
        {wordFor(labels.status, status)}
        {status === 'limit_reached' && ` ${labels.resets(day - (now % day))}`}
      </span>
      <span {...getStyles('type')}>
        {wordFor(labels.type, type)}
        {typeof cluster === 'string' && `, ${labels.cluster(cluster)}`}
      </span>
      <span {...getStyles('counts')}>
        {labels.messages(countOf(backend.message_count))} · {labels.errors(countOf(backend.error_count))}
      </span>
      {reason !== undefined && (
        <span {...getStyles('reason')} suppressHydrationWarning>
          {textOf(reason)}
          {typeof retryIn === 'number' && ` (${labels.retries(countOf(retryIn - Math.max(0, age)))})`}
        </span>
      )}
    </li>
  )
}

function Switches({
  switches,
  now,
  getStyles,
  labels,
}: BackendParts & { switches: readonly BroadcasterSwitch[]; now: number }) {
  return (
    <ol {...getStyles('switches')} aria-label={labels.switches}>
      {switches.map(({ at, from, to }, index) => (
        <li key={`${at} ${index}`} {...getStyles('switch')}>
          <span>{labels.switched(textOf(from), textOf(to))}</span>
          <time dateTime={at} suppressHydrationWarning>
            {labels.ago(Math.max(0, now - Date.parse(at)))}
          </time>
        </li>
      ))}
    </ol>
  )
}

/** The label of a state or kind; an unknown one is returned unchanged. */
function wordFor(labels: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(labels, name) ? (labels[name] ?? name) : name
}

BroadcasterStatus.classes = classes
BroadcasterStatus.displayName = 'react-pusher-kit/BroadcasterStatus'

export namespace BroadcasterStatus {
  export type Props = BroadcasterStatusProps
  export type StylesNames = BroadcasterStatusStylesNames
}
