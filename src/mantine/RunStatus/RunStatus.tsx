'use client'
import {
  Box,
  type BoxProps,
  type ElementProps,
  type Factory,
  factory,
  type StylesApiProps,
  useProps,
} from '@mantine/core'
import { adminEvents } from '../../index.ts'
import { useKitStyles } from '../lib/useKitStyles.ts'
import { RunList } from './RunList.tsx'
import { defaultRunLabels, type RunStatusLabels } from './run-labels.ts'
import type { RunEvent } from './run-events.ts'
import { RunStatusProvider } from './RunStatus.context.ts'
import classes from './RunStatus.module.css'
import { useRunEvents } from './useRunEvents.ts'

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

const defaultProps = {
  channel: adminEvents.channel,
  event: adminEvents.event,
  maxSteps: 5,
} satisfies Partial<RunStatusProps>

/**
 * Workflow runs as they go: status, duration and a timeline of steps; history first, then live.
 *
 * @throws {@link ProviderMissingError} without `events` outside of `PusherProvider`
 * @example
 * ```tsx
 * import { RunStatus } from 'react-pusher-kit/mantine'
 *
 * export const Runs = () => <RunStatus channel="private-admin" onOpenLog={(thread) => show(thread)} />
 * ```
 */
export const RunStatus = factory<RunStatusFactory>((_props) => {
  const props = useProps('RunStatus', defaultProps, _props)
  const {
    classNames,
    className,
    style,
    styles,
    unstyled,
    vars,
    attributes,
    channel,
    event,
    events,
    thread,
    logHref,
    onOpenLog,
    maxSteps,
    labels,
    ...others
  } = props
  const getStyles = useKitStyles<RunStatusFactory>({
    name: 'RunStatus',
    classes,
    props,
    className,
    style,
    classNames,
    styles,
    unstyled,
    attributes,
    vars,
  })
  return (
    <RunStatusProvider
      value={{ getStyles, labels: { ...defaultRunLabels, ...labels }, logHref, onOpenLog, maxSteps }}
    >
      <Box {...getStyles('root')} {...others}>
        {events ? (
          <RunList events={events} state="live" onRetry={undefined} thread={thread} />
        ) : (
          <ChannelRuns channel={channel} event={event} thread={thread} />
        )}
      </Box>
    </RunStatusProvider>
  )
})

interface ChannelRunsProps {
  channel: string | null
  event: string
  thread: string | undefined
}

function ChannelRuns({ channel, event, thread }: ChannelRunsProps) {
  const { events, state, retry } = useRunEvents(channel, event)
  return <RunList events={events} state={state} onRetry={retry} thread={thread} />
}

RunStatus.classes = classes
RunStatus.displayName = 'react-pusher-kit/RunStatus'

export namespace RunStatus {
  export type Props = RunStatusProps
  export type StylesNames = RunStatusStylesNames
}
