import type { BoxProps, ElementProps, Factory, StylesApiProps } from '@mantine/core'
import type { UsageReport } from '../../index.ts'
import type { UsageCardLabels } from './usage-labels.ts'

/** The Styles API selectors of `UsageCard`. */
export type UsageCardStylesNames =
  /** The outermost element. */
  | 'root'
  /** The line with the title and the plan. */
  | 'header'
  /** The title. */
  | 'title'
  /** The name of the plan and the time until the reset. */
  | 'plan'
  /** The line with the count. */
  | 'total'
  /** The count of messages. */
  | 'count'
  /** The warning at 80 percent of a limit and above. */
  | 'warning'
  /** The meter. */
  | 'meter'
  /** A part of the meter. */
  | 'segment'
  /** The mark at 80 or 100 percent. */
  | 'mark'
  /** The list of parts as text. */
  | 'legend'
  /** One part, or one figure. */
  | 'figure'
  /** The colour of a part. */
  | 'swatch'
  /** The other figures. */
  | 'figures'
  /** The notice of an outdated report. */
  | 'notice'
  /** The message without a report. */
  | 'empty'
  /** The placeholder while the report loads. */
  | 'skeleton'

/** Props of {@link UsageCard}. */
export interface UsageCardProps
  extends BoxProps, StylesApiProps<UsageCardFactory>, ElementProps<'section', 'children'> {
  /** Replaces the report of the app's server; null while it loads. @defaultValue none: `useUsage` reads it */
  data?: UsageReport | null

  /** ms between a response of the server and the next request, at least 1000. @defaultValue `10_000` */
  interval?: number

  /** Replaces texts. @defaultValue `{}` */
  labels?: Partial<UsageCardLabels>
}

/** Mantine factory type of `UsageCard`. */
export type UsageCardFactory = Factory<{
  props: UsageCardProps
  ref: HTMLElement
  stylesNames: UsageCardStylesNames
}>
