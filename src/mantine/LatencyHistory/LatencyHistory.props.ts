import type { BoxProps, ElementProps, Factory, GetStylesApi, StylesApiProps } from '@mantine/core'
import type { LatencySample } from '../../index.ts'
import type { LatencyHistoryLabels } from './latency-labels.ts'

/** The Styles API selectors of `LatencyHistory`. */
export type LatencyHistoryStylesNames =
  /** The outermost element. */
  | 'root'
  /** The title. */
  | 'title'
  /** The figures. */
  | 'figures'
  /** One figure. */
  | 'figure'
  /** The plot, which can receive focus. */
  | 'plot'
  /** The drawing of the plot. */
  | 'canvas'
  /** A line at a tick. */
  | 'grid'
  /** The number of a tick. */
  | 'tick'
  /** The line of the round trips. */
  | 'line'
  /** A time without a connection. */
  | 'loss'
  /** The line at the selected sample. */
  | 'cursor'
  /** The line below the plot. */
  | 'caption'
  /** The line while the connection is lost. */
  | 'notice'
  /** The message before the first measurement. */
  | 'empty'
  /** The placeholder while `data` loads. */
  | 'skeleton'

/** Props of {@link LatencyHistory}. */
export interface LatencyHistoryProps
  extends BoxProps, StylesApiProps<LatencyHistoryFactory>, ElementProps<'section', 'children'> {
  /**
   * Replaces the round trips of the nearest `PusherProvider`; null while they load. The newest 500 are shown.
   * @defaultValue none: `usePusherConnection` measures them
   */
  data?: readonly LatencySample[] | null

  /** ms between two measurements while the page is visible; 0 turns them off. @defaultValue `30_000` */
  latencyInterval?: number

  /** Replaces texts. @defaultValue `{}` */
  labels?: Partial<LatencyHistoryLabels>
}

/** Mantine factory type of `LatencyHistory`. */
export type LatencyHistoryFactory = Factory<{
  props: LatencyHistoryProps
  ref: HTMLElement
  stylesNames: LatencyHistoryStylesNames
}>

/** The props of every part of the component. */
export interface LatencyParts {
  getStyles: GetStylesApi<LatencyHistoryFactory>
  labels: LatencyHistoryLabels
}
