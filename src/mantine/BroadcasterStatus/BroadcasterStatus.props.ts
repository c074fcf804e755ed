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
  /** What a backend is. */
  | 'type'
  /** The word for a state. */
  | 'status'
  /** Why a backend cannot send, and until when. */
  | 'reason'
  /** The counts of a backend. */
  | 'counts'
  /** The list of switches. */
  | 'switches'
  /** One switch. */
  | 'switch'
  /** A line above the backends, or the one when the report is not up to date. */
  | 'notice'
  /** The message without a report. */
  | 'empty'
  /** The placeholder while the report loads. */
  | 'skeleton'

/** Props of {@link BroadcasterStatus}. */
export interface BroadcasterStatusProps
  extends BoxProps, StylesApiProps<BroadcasterStatusFactory>, ElementProps<'section', 'children'> {
  /** The report in place of that of the app's server; null while it loads. @defaultValue none: `useBroadcasterStatus` reads it */
  data?: BroadcasterStatusReport | null

  /** ms between an answer of the server and the next request, 1000 or more. @defaultValue `10_000` */
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
