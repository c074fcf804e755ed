import { Button, EmptyState, Select, Skeleton, VisuallyHidden } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useAnnouncement } from '../lib/useAnnouncement.ts'
import { RunCard } from './RunCard.tsx'
import { type RunEvent, runsOf } from './run-events.ts'
import { useRunStatusContext } from './RunStatus.context.ts'
import { useRunAnnouncement } from './useRunAnnouncement.ts'

/** Whether the events are complete. */
export type RunFeedState = 'loading' | 'live' | 'offline' | 'error'

export interface RunListProps {
  events: readonly RunEvent[]
  state: RunFeedState
  onRetry: (() => void) | undefined
  /** Shows the runs of this thread only; undefined shows a filter. */
  thread: string | undefined
}

/** All runs, or those of one thread, or a message instead of them. */
export function RunList({ events, state, onRetry, thread }: RunListProps) {
  const { getStyles, labels } = useRunStatusContext()
  const [selected, setSelected] = useState<string | null>(null)
  const runs = useMemo(() => runsOf(events), [events])
  const threads = useMemo(() => [...new Set(runs.map((run) => run.thread))], [runs])
  // The log may have dropped the selected thread.
  const wanted = thread ?? (selected !== null && threads.includes(selected) ? selected : null)
  const shown = useMemo(
    () => (wanted === null ? runs : runs.filter((run) => run.thread === wanted)),
    [runs, wanted],
  )
  const runAnnouncement = useRunAnnouncement(shown, state !== 'loading', labels)
  const announcement = useAnnouncement(state === 'offline' ? labels.offline : runAnnouncement)
  const retry = onRetry && (
    <Button size="compact-xs" h={24} variant="default" onClick={onRetry}>
      {labels.retry}
    </Button>
  )

  function content() {
    if (shown.length > 0) {
      return (
        <div {...getStyles('runs')} role="group" aria-label={labels.runs}>
          {shown.map((run) => (
            <RunCard key={run.id} run={run} />
          ))}
        </div>
      )
    }
    if (state === 'loading') {
      return (
        <div {...getStyles('runs')} aria-busy="true">
          <Skeleton h={72} radius="md" />
          <Skeleton h={72} radius="md" />
          <VisuallyHidden>{labels.loading}</VisuallyHidden>
        </div>
      )
    }
    if (state === 'error') {
      return (
        <EmptyState {...getStyles('empty')} size="sm" title={labels.error} role="alert">
          <EmptyState.Actions>{retry}</EmptyState.Actions>
        </EmptyState>
      )
    }
    return (
      <EmptyState {...getStyles('empty')} size="sm" title={labels.empty} description={labels.emptyHint} />
    )
  }

  return (
    <>
      {thread === undefined && threads.length > 1 && (
        <Select
          {...getStyles('filter')}
          size="xs"
          searchable
          clearable
          aria-label={labels.filter}
          placeholder={labels.allThreads}
          data={threads}
          value={wanted}
          onChange={setSelected}
        />
      )}
      {state === 'error' && shown.length > 0 && (
        <div {...getStyles('notice')} role="alert">
          <span>
            {labels.error}
            {retry}
          </span>
        </div>
      )}
      {state === 'offline' && (
        <div {...getStyles('notice')}>
          <span>{labels.offline}</span>
        </div>
      )}
      {content()}
      <VisuallyHidden role="status">{announcement}</VisuallyHidden>
    </>
  )
}
