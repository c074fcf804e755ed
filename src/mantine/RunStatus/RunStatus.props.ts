import type { BoxProps, ElementProps, Factory, StylesApiProps } from '@mantine/core'
import type { RunStatusLabels } from './run-labels.ts'
import type { RunEvent } from './run-events.ts'

/** The Styles API selectors of `RunStatus`. */
export type RunStatusStylesNames =
  /** The outermost element. */
  | 'root'
  /** The filter by thread. */
  | 'filter'
  /** The list of runs. */
  | 'runs'
  /** One run. */
  | 'run'
  /** The line above the steps of a run. */
  | 'runHeader'
  /** The icon of a phase. */
  | 'shape'
  /** The id of a run. */
  | 'thread'
  /** The word for a status. */
  | 'status'
  /** How long a run or a step took. */
  | 'duration'
  /** The link to the log of a run. */
  | 'logLink'
  /** The button that expands earlier steps. */
  | 'more'
  /** The steps of a run. */
  | 'steps'
  /** One step. */
  | 'step'
  /** Text and checkpoint of a step. */
  | 'stepText'
  /** The error or the lost connection, above the runs. */
  | 'notice'
  /** The message without runs. */
  | 'empty'

/** Props of {@link RunStatus}. */
export interface RunStatusProps extends BoxProps, StylesApiProps<RunStatusFactory>, ElementProps<'div'> {
  /** The channel of the runs' events; `private-admin` if access is authorized. @defaultValue `'admin'` */
  channel?: string | null

  /** Only events of this name; `readRunEvent` documents their payloads. @defaultValue `'admin_event'` */
  event?: string

  /** Data instead of `channel`. @defaultValue none */
  events?: readonly RunEvent[]

  /** Shows the run of this thread only, and no filter. @defaultValue none: all runs */
  thread?: string

  /** Returns the URL of a thread's log, e.g. a page with `LogViewer`. @defaultValue none: no link */
  logHref?: (thread: string) => string

  /** Called when the user opens the log of a thread. */
  onOpenLog?: (thread: string) => void

  /** How many steps of a run are shown before the earlier ones are collapsed. @defaultValue `5` */
  maxSteps?: number

  /** Replaces texts. @defaultValue `{}` */
  labels?: Partial<RunStatusLabels>
}

/** Mantine factory type of `RunStatus`. */
export type RunStatusFactory = Factory<{
  props: RunStatusProps
  ref: HTMLDivElement
  stylesNames: RunStatusStylesNames
}>
