import type { BoxProps, ElementProps, Factory, StylesApiProps } from '@mantine/core'
import type { RunStatusLabels } from './run-labels.ts'
import type { RunEvent } from './run-events.ts'

/** The parts of `RunStatus` that the Styles API reaches. */
export type RunStatusStylesNames =
  /** The outermost element. */
  | 'root'
  /** The choice of a thread. */
  | 'filter'
  /** The list of runs. */
  | 'runs'
  /** One run. */
  | 'run'
  /** The line above the steps of a run. */
  | 'runHeader'
  /** The sign of a phase, by form and colour. */
  | 'shape'
  /** The id of a run. */
  | 'thread'
  /** The word for a status. */
  | 'status'
  /** How long a run or a step took. */
  | 'duration'
  /** The way to the log of a run. */
  | 'logLink'
  /** The button that unfolds earlier steps. */
  | 'more'
  /** The steps of a run. */
  | 'steps'
  /** One step. */
  | 'step'
  /** Words and checkpoint of a step. */
  | 'stepText'
  /** What is wrong, above the runs. */
  | 'notice'
  /** What stands there without runs. */
  | 'empty'

/** Props of {@link RunStatus}. */
export interface RunStatusProps extends BoxProps, StylesApiProps<RunStatusFactory>, ElementProps<'div'> {
  /**
   * The channel of the runs' events; `private-admin` where policies decide who may see them. @defaultValue `'admin'`
   */
  channel?: string | null

  /** Only events of this name; `readRunEvent` says what their payloads may be. @defaultValue `'admin_event'` */
  event?: string

  /** Ready data in place of `channel`. @defaultValue none */
  events?: readonly RunEvent[]

  /** Shows the run of this thread only, and no filter. @defaultValue none: all runs */
  thread?: string

  /** Where the log of a thread is, e.g. a page with `LogViewer`. @defaultValue none: no link */
  logHref?: (thread: string) => string

  /** Called when the reader asks for the log of a thread. */
  onOpenLog?: (thread: string) => void

  /** How many steps of a run are shown before the earlier ones are folded away. @defaultValue `5` */
  maxSteps?: number

  /** Replaces texts. @defaultValue `{}` */
  labels?: Partial<RunStatusLabels>
}

/** Everything that Mantine's theme and Styles API know of `RunStatus`. */
export type RunStatusFactory = Factory<{
  props: RunStatusProps
  ref: HTMLDivElement
  stylesNames: RunStatusStylesNames
}>
