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
  /** The buttons for ranges. */
  | 'ranges'
  /** The plot, which can receive focus. */
  | 'plot'
  /** The drawing of the plot. */
  | 'canvas'
  /** A line at a tick. */
  | 'grid'
  /** The number of a tick. */
  | 'tick'
  /** The bars. */
  | 'bars'
  /** The background of the selected bar. */
  | 'cursor'
  /** The line below the plot. */
  | 'caption'
  /** The table of events. */
  | 'table'
  /** A heading that sorts the table. */
  | 'sort'
  /** The name of an event. */
  | 'event'
  /** A number in the table. */
  | 'number'
  /** The sparkline of an event. */
  | 'trend'
  /** The line below a table that does not show all events, and the notice about the counts. */
  | 'hint'
  /** The notice of an outdated report. */
  | 'notice'
  /** The message if there is no report or no event. */
  | 'empty'
  /** The placeholder while the report loads. */
  | 'skeleton'

/** Props of {@link EventMetrics}. */
export interface EventMetricsProps
  extends BoxProps, StylesApiProps<EventMetricsFactory>, ElementProps<'section', 'children'> {
  /** Replaces the report of the app's server; null while it loads. @defaultValue none: `useEventMetrics` reads it */
  data?: EventMetricsReport | null

  /** The range, controlled. @defaultValue none: uncontrolled */
  range?: EventMetricsRange

  /** The initial range. @defaultValue `'1h'` */
  defaultRange?: EventMetricsRange

  /** Called with the selected range. If `data` is passed without this callback, the buttons for ranges are hidden. */
  onRangeChange?: (range: EventMetricsRange) => void

  /** ms between a response of the server and the next request, at least 1000. @defaultValue `10_000` */
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

/** The props of every part of the component. */
export interface MetricsParts {
  getStyles: GetStylesApi<EventMetricsFactory>
  labels: EventMetricsLabels
}
