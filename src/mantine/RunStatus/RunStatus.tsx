'use client'
import { Box, factory, useProps } from '@mantine/core'
import { adminEvents } from '../../index.ts'
import { useKitStyles } from '../lib/useKitStyles.ts'
import { RunList } from './RunList.tsx'
import { defaultRunLabels } from './run-labels.ts'
import { RunStatusProvider } from './RunStatus.context.ts'
import classes from './RunStatus.module.css'
import { useRunEvents } from './useRunEvents.ts'
import type { RunStatusStylesNames, RunStatusProps, RunStatusFactory } from './RunStatus.props.ts'

const defaultProps = {
  channel: adminEvents.channel,
  event: adminEvents.event,
  maxSteps: 5,
} satisfies Partial<RunStatusProps>

/**
 * Shows workflow runs with status, duration and a timeline of steps, first from the history, then live.
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
