'use client'
import { Box, factory, useProps } from '@mantine/core'
import type { GetStylesApi } from '@mantine/core'
import { useUsage, type UsageReport } from '../../index.ts'
import { useNow } from '../lib/useNow.ts'
import cardClasses from '../reports/Card.module.css'
import { countOf, recordOf, textOf } from '../reports/clean.ts'
import { joinClasses } from '../reports/join-classes.ts'
import { GivenReport, Report } from '../reports/Report.tsx'
import reportClasses from '../reports/Report.module.css'
import { useReportProps } from '../reports/useReportProps.ts'
import { defaultUsageLabels, type UsageCardLabels } from './usage-labels.ts'
import type { UsageCardFactory, UsageCardProps, UsageCardStylesNames } from './UsageCard.props.ts'
import ownClasses from './UsageCard.module.css'
import { UsageMeter, usageParts } from './UsageMeter.tsx'

const defaultProps = { interval: 10_000 } satisfies Partial<UsageCardProps>
const classes = joinClasses(cardClasses, reportClasses, ownClasses)
const day = 86_400_000

/**
 * Shows the messages of the day and the limits of the plan. The app's server reports them to admins.
 *
 * @throws {@link ProviderMissingError} without `data` outside of `PusherProvider`
 * @example
 * ```tsx
 * import { UsageCard } from 'react-pusher-kit/mantine'
 *
 * export const Usage = () => <UsageCard maw={480} />
 * ```
 */
export const UsageCard = factory<UsageCardFactory>((_props) => {
  const props = useProps('UsageCard', defaultProps, _props)
  const { getStyles, data, interval, labels, ...others } = useReportProps<UsageCardFactory, typeof props>(
    'UsageCard',
    classes,
    props,
  )
  const parts = { getStyles, labels: { ...defaultUsageLabels, ...labels } }
  return (
    <Box component="section" aria-label={parts.labels.title} {...getStyles('root')} {...others}>
      {data === undefined ? (
        <ServerUsage interval={interval} {...parts} />
      ) : (
        <GivenReport data={data} {...parts}>
          {(usage) => <UsageDetails usage={usage} {...parts} />}
        </GivenReport>
      )}
    </Box>
  )
})

interface UsageParts {
  getStyles: GetStylesApi<UsageCardFactory>
  labels: UsageCardLabels
}

function ServerUsage({ interval, ...parts }: UsageParts & { interval: number }) {
  return (
    <Report report={useUsage({ interval })} {...parts}>
      {(usage) => <UsageDetails usage={usage} {...parts} />}
    </Report>
  )
}

function UsageDetails({ usage, getStyles, labels }: UsageParts & { usage: UsageReport }) {
  const messages = recordOf(usage.messages)
  const limits = recordOf(usage.limits)
  const percent = recordOf(usage.percent)
  const count = (value: unknown) => labels.count(countOf(value))
  const total = count(messages.total)
  return (
    <>
      <div {...getStyles('header')}>
        <strong {...getStyles('title')}>{labels.title}</strong>
        <span {...getStyles('plan')} suppressHydrationWarning>
          {labels.plan(textOf(usage.plan))} · <Reset date={usage.date} labels={labels} />
        </span>
      </div>
      <div {...getStyles('total')}>
        <strong {...getStyles('count')}>{messages.deliveries_known ? total : labels.atLeast(total)}</strong>
        <span>
          {labels.limit(count(limits.messages_per_day))} · {labels.percent(countOf(percent.messages))}
        </span>
        <Warning percent={countOf(percent.messages)} getStyles={getStyles} labels={labels} />
      </div>
      <UsageMeter usage={usage} labels={labels} getStyles={getStyles} />
      <ul {...getStyles('legend')}>
        {usageParts.map((part) => (
          <li key={part} {...getStyles('figure')}>
            <span>
              <span {...getStyles('swatch')} data-part={part} />
              {labels.part[part]}
            </span>
            <span>{count(messages[part])}</span>
          </li>
        ))}
      </ul>
      <dl {...getStyles('figures')}>
        <Figure name={labels.projected} getStyles={getStyles}>
          {count(recordOf(usage.projected).messages_today)}
        </Figure>
        <Figure name={labels.connections} getStyles={getStyles}>
          {count(usage.peak_connections)} {labels.limit(count(limits.connections))}
          <Warning percent={countOf(percent.connections)} getStyles={getStyles} labels={labels} />
        </Figure>
        <Figure name={labels.saved} getStyles={getStyles}>
          {count(messages.saved_by_batching)}
        </Figure>
        <Figure name={labels.errors} getStyles={getStyles}>
          {count(usage.errors)}
        </Figure>
        {typeof usage.cost_per_month_usd === 'number' && (
          <Figure name={labels.cost} getStyles={getStyles}>
            {labels.price(countOf(usage.cost_per_month_usd))}
          </Figure>
        )}
      </dl>
      {!usage.shared && <span {...getStyles('plan')}>{labels.notShared}</span>}
    </>
  )
}

function Figure({
  name,
  getStyles,
  children,
}: Pick<UsageParts, 'getStyles'> & { name: string; children: React.ReactNode }) {
  return (
    <div {...getStyles('figure')}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Warning({ percent, getStyles, labels }: UsageParts & { percent: number }) {
  if (percent < 80) return null
  const isOver = percent >= 100
  return (
    <span {...getStyles('warning')} data-over={isOver || undefined}>
      {isOver ? labels.over : labels.near}
    </span>
  )
}

/** The day of the report ends at 00:00 UTC. */
function Reset({ date, labels }: { date: string; labels: UsageCardLabels }) {
  const now = useNow(60_000, true)
  return labels.resets(Math.max(0, Date.parse(textOf(date)) + day - now) || 0)
}

UsageCard.classes = classes
UsageCard.displayName = 'react-pusher-kit/UsageCard'

export namespace UsageCard {
  export type Props = UsageCardProps
  export type StylesNames = UsageCardStylesNames
}
