import type { BoxProps, ElementProps, Factory, StylesApiProps } from '@mantine/core'
import type { BroadcasterStatus as BroadcasterStatusReport } from '../../index.ts'
import type { BroadcasterStatusLabels } from './broadcaster-labels.ts'

/** The Styles API selectors of `BroadcasterStatus`. */
export type BroadcasterStatusStylesNames =
  /** The outermost element. */
  | 'root'
  /** The list of backends. */
  | 'backends'
  /** One backend. */
  | 'backend'
  /** The icon of a state. */
  | 'shape'
  /** The name of a backend. */
  | 'name'
  /** The kind of a backend. */
  | 'type'
  /** The word for a state. */
  | 'status'
  /** The reason why a backend cannot send, and for how long. */
  | 'reason'
  /** The counts of a backend. */
  | 'counts'
  /** The list of switches. */
  | 'switches'
  /** One switch. */
  | 'switch'
  /** A line above the backends, or the notice of an outdated report. */
  | 'notice'
  /** The message without a report. */
  | 'empty'
  /** The placeholder while the report loads. */
  | 'skeleton'

/** Props of {@link BroadcasterStatus}. */
export interface BroadcasterStatusProps
  extends BoxProps, StylesApiProps<BroadcasterStatusFactory>, ElementProps<'section', 'children'> {
  /** Replaces the report of the app's server; null while it loads. @defaultValue none: `useBroadcasterStatus` reads it */
  data?: BroadcasterStatusReport | null

  /** ms between a response of the server and the next request, at least 1000. @defaultValue `10_000` */
  interval?: number

  /** Replaces texts. @defaultValue `{}` */
  labels?: Partial<BroadcasterStatusLabels>
}

/** Mantine factory type of `BroadcasterStatus`. */
export type BroadcasterStatusFactory = Factory<{
  props: BroadcasterStatusProps
  ref: HTMLElement
  stylesNames: BroadcasterStatusStylesNames
}>
