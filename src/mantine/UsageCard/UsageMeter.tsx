import type { GetStylesApi } from '@mantine/core'
import type { UsageReport } from '../../index.ts'
import { countOf, recordOf } from '../reports/clean.ts'
import type { UsageCardFactory } from './UsageCard.props.ts'
import type { UsageCardLabels, UsagePart } from './usage-labels.ts'

export interface UsageMeterProps {
  usage: UsageReport
  labels: UsageCardLabels
  getStyles: GetStylesApi<UsageCardFactory>
}

export const usageParts: readonly UsagePart[] = ['calls', 'deliveries', 'webhooks', 'presence']

/** Percent of the limit at which the server starts to warn (docs/server.md, "Usage"). */
const warnAt = 80

/** The messages of the day as a stacked bar, with marks at 80 and 100 percent of the limit. */
export function UsageMeter({ usage, labels, getStyles }: UsageMeterProps) {
  const messages = recordOf(usage.messages)
  const limit = countOf(recordOf(usage.limits).messages_per_day)
  const total = countOf(messages.total)
  // Above the limit the bar is full, and the marks move to the left.
  const whole = Math.max(total, limit, 1)
  const at = (value: number) => `${(100 * value) / whole}%`
  const text = `${labels.count(total)} ${labels.limit(labels.count(limit))}`
  return (
    <div
      {...getStyles('meter')}
      role="meter"
      aria-label={labels.title}
      aria-valuemin={0}
      aria-valuemax={limit}
      aria-valuenow={Math.min(total, limit)}
      aria-valuetext={`${messages.deliveries_known ? text : labels.atLeast(text)}, ${labels.percent(countOf(recordOf(usage.percent).messages))}`}
    >
      {usageParts.map((part) => (
        <span
          key={part}
          {...getStyles('segment', { style: { width: at(Math.min(whole, countOf(messages[part]))) } })}
          data-part={part}
        />
      ))}
      {[warnAt, 100].map((mark) => (
        <span key={mark} {...getStyles('mark', { style: { insetInlineStart: at((limit * mark) / 100) } })} />
      ))}
    </div>
  )
}
