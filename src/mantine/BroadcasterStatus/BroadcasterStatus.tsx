'use client'
import { Box, factory, useProps } from '@mantine/core'
import type { GetStylesApi } from '@mantine/core'
import {
  useBroadcasterStatus,
  type BroadcasterReport,
  type BroadcasterStatus as BroadcasterStatusReport,
  type BroadcasterSwitch,
} from '../../index.ts'
import { useKitStyles } from '../lib/useKitStyles.ts'
import { useNow } from '../lib/useNow.ts'
import { Report, type ReportState, useGivenReport } from '../reports/Report.tsx'
import { BackendShape } from './BackendShape.tsx'
import { defaultBroadcasterLabels, type BroadcasterStatusLabels } from './broadcaster-labels.ts'
import type {
  BroadcasterStatusFactory,
  BroadcasterStatusProps,
  BroadcasterStatusStylesNames,
} from './BroadcasterStatus.props.ts'
import classes from './BroadcasterStatus.module.css'

const defaultProps = { interval: 10_000 } satisfies Partial<BroadcasterStatusProps>
/** A quota starts anew at 00:00 UTC. */
const day = 86_400_000

/**
 * The backends that the app's server publishes to, in the order of failover: which one sends, why others do not, and when
 * they are tried again.
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
  const {
    classNames,
    className,
    style,
    styles,
    unstyled,
    vars,
    attributes,
    data,
    interval,
    labels,
    ...others
  } = props
  const getStyles = useKitStyles<BroadcasterStatusFactory>({
    name: 'BroadcasterStatus',
    classes,
    props,
    className,
    style,
    classNames,
    styles,
    unstyled,
    attributes,
    vars,
  })
  const parts = { getStyles, labels: { ...defaultBroadcasterLabels, ...labels } }
  return (
    <Box component="section" aria-label={parts.labels.title} {...getStyles('root')} {...others}>
      {data === undefined ? (
        <ServerBackends interval={interval} {...parts} />
      ) : (
        <GivenBackends data={data} {...parts} />
      )}
    </Box>
  )
})

interface BackendParts {
  getStyles: GetStylesApi<BroadcasterStatusFactory>
  labels: BroadcasterStatusLabels
}

function ServerBackends({ interval, ...parts }: BackendParts & { interval: number }) {
  return <BackendsReport report={useBroadcasterStatus({ interval })} {...parts} />
}

function GivenBackends({ data, ...parts }: BackendParts & { data: BroadcasterStatusReport | null }) {
  return <BackendsReport report={useGivenReport(data)} {...parts} />
}

function BackendsReport({
  report,
  ...parts
}: BackendParts & { report: ReportState<BroadcasterStatusReport> }) {
  const { getStyles, labels } = parts
  const now = useNow(1000, true)
  return (
    <Report report={report} {...parts}>
      {({ broadcasters, broadcast_to_all: isToAll, available_broadcasters: available, switches = [] }) => (
        <>
          {available === 0 && (
            <div {...getStyles('notice')} role="alert">
              {labels.noneAvailable}
            </div>
          )}
          {isToAll && <div {...getStyles('type')}>{labels.toAll}</div>}
          <ol {...getStyles('backends')} aria-label={labels.title}>
            {broadcasters.map((backend) => (
              <Backend
                key={backend.name}
                backend={backend}
                now={now}
                age={now - (report.updatedAt ?? now)}
                {...parts}
              />
            ))}
          </ol>
          {switches.length > 0 && <Switches switches={switches} now={now} {...parts} />}
        </>
      )}
    </Report>
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
  /** ms since the answer. */
  age: number
}) {
  const { name, type, status, cluster, reason, retry_in: retryIn } = backend
  return (
    <li {...getStyles('backend')} data-status={status}>
      <BackendShape status={status} {...getStyles('shape')} />
      <span {...getStyles('name')}>{name}</span>
      <span {...getStyles('status')} suppressHydrationWarning>
        {labels.status[status] ?? status}
        {status === 'limit_reached' && ` ${labels.resets(day - (now % day))}`}
      </span>
      <span {...getStyles('type')}>
        {labels.type[type] ?? type}
        {cluster !== null && `, ${labels.cluster(cluster)}`}
      </span>
      <span {...getStyles('counts')}>
        {labels.messages(backend.message_count)} · {labels.errors(backend.error_count)}
      </span>
      {reason !== undefined && (
        <span {...getStyles('reason')} suppressHydrationWarning>
          {reason}
          {retryIn !== undefined && ` (${labels.retries(Math.max(0, retryIn - Math.max(0, age)))})`}
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
      {switches.map(({ at, from, to }) => (
        <li key={`${at} ${to}`} {...getStyles('switch')}>
          <span>{labels.switched(from, to)}</span>
          <time dateTime={at} suppressHydrationWarning>
            {labels.ago(Math.max(0, now - Date.parse(at)))}
          </time>
        </li>
      ))}
    </ol>
  )
}

BroadcasterStatus.classes = classes
BroadcasterStatus.displayName = 'react-pusher-kit/BroadcasterStatus'

export namespace BroadcasterStatus {
  export type Props = BroadcasterStatusProps
  export type StylesNames = BroadcasterStatusStylesNames
}
