import type { BoxProps, ElementProps, Factory, GetStylesApi, StylesApiProps } from '@mantine/core'
import type { EventMetricsReport } from '../../index.ts'
import type { EventMetricsLabels, EventMetricsRange } from './metrics-labels.ts'

/** The Styles API selectors of `EventMetrics`. */
export type EventMetricsStylesNames =
  /** The outermost element. */
  | 'root'
  /** The line with the title and the ranges. */
  | 'header'
  /** The title. */
  | 'title'
  /** The choice of ranges. */
  | 'ranges'
  /** The plot, which takes the focus. */
  | 'plot'
  /** The drawing of the plot. */
  | 'canvas'
  /** A line at a tick. */
  | 'grid'
  /** The number of a tick. */
  | 'tick'
  /** The bars. */
  | 'bars'
  /** The background of the chosen bar. */
  | 'cursor'
  /** The line below the plot. */
  | 'caption'
  /** The table of events. */
  | 'table'
  /** A heading of the table that sorts it. */
  | 'sort'
  /** The name of an event. */
  | 'event'
  /** A number in the table. */
  | 'number'
  /** The small line of an event. */
  | 'trend'
  /** The line below a table that has not all events, and what is said of the counts. */
  | 'hint'
  /** The line when the report is not up to date. */
  | 'notice'
  /** The message without a report, or without events. */
  | 'empty'
  /** The placeholder while the report loads. */
  | 'skeleton'

/** Props of {@link EventMetrics}. */
export interface EventMetricsProps
  extends BoxProps, StylesApiProps<EventMetricsFactory>, ElementProps<'section', 'children'> {
  /** The report in place of that of the app's server; null while it loads. @defaultValue none: `useEventMetrics` reads it */
  data?: EventMetricsReport | null

  /** The range, where the app keeps it. @defaultValue none: the component keeps it */
  range?: EventMetricsRange

  /** The first range. @defaultValue `'1h'` */
  defaultRange?: EventMetricsRange

  /** Called with a range that was chosen. With `data` and without this, there is no choice. */
  onRangeChange?: (range: EventMetricsRange) => void

  /** ms between an answer of the server and the next request, 1000 or more. @defaultValue `10_000` */
  interval?: number

  /** Replaces texts. @defaultValue `{}` */
  labels?: Partial<EventMetricsLabels>
}

/** Mantine factory type of `EventMetrics`. */
export type EventMetricsFactory = Factory<{
  props: EventMetricsProps
  ref: HTMLElement
  stylesNames: EventMetricsStylesNames
}>

/** What every part of the component is given. */
export interface MetricsParts {
  getStyles: GetStylesApi<EventMetricsFactory>
  labels: EventMetricsLabels
}
