import { Button, EmptyState, Select, Skeleton, VisuallyHidden } from '@mantine/core'
import { useMemo, useState } from 'react'
import { RunCard } from './RunCard.tsx'
import { type RunEvent, runsOf } from './run-events.ts'
import { useRunStatusContext } from './RunStatus.context.ts'

/** Whether the events are all there are. */
export type RunFeedState = 'loading' | 'live' | 'offline' | 'error'

export interface RunListProps {
  events: readonly RunEvent[]
  state: RunFeedState
  onRetry: (() => void) | undefined
  /** Shows the runs of this thread only; undefined lets the reader choose. */
  thread: string | undefined
}

/** All runs, or those of one thread; and what stands in for them. */
export function RunList({ events, state, onRetry, thread }: RunListProps) {
  const { getStyles, labels } = useRunStatusContext()
  const [chosen, setChosen] = useState<string | null>(null)
  const runs = useMemo(() => runsOf(events), [events])
  const wanted = thread ?? chosen
  const shown = wanted === null ? runs : runs.filter((run) => run.thread === wanted)

  return (
    <>
      {state === 'error' && (
        <div {...getStyles('notice')} role="alert">
          {labels.error}
          {onRetry && (
            <Button size="compact-xs" variant="default" onClick={onRetry}>
              {labels.retry}
            </Button>
          )}
        </div>
      )}
      {state === 'offline' && (
        <div {...getStyles('notice')} role="status">
          {labels.offline}
        </div>
      )}
      {thread === undefined && runs.length > 1 && (
        <Select
          {...getStyles('filter')}
          size="xs"
          searchable
          clearable
          aria-label={labels.filter}
          placeholder={labels.allThreads}
          data={runs.map((run) => run.thread)}
          value={chosen}
          onChange={setChosen}
        />
      )}
      {shown.length > 0 && (
        <div {...getStyles('runs')} role="group" aria-label={labels.runs}>
          {shown.map((run) => (
            <RunCard key={run.thread} run={run} />
          ))}
        </div>
      )}
      {shown.length === 0 && state === 'loading' && (
        <div {...getStyles('runs')} aria-busy="true">
          <Skeleton h={72} radius="md" />
          <Skeleton h={72} radius="md" />
          <VisuallyHidden>{labels.loading}</VisuallyHidden>
        </div>
      )}
      {shown.length === 0 && state !== 'loading' && (
        <EmptyState {...getStyles('empty')} size="sm" title={labels.empty} description={labels.emptyHint} />
      )}
    </>
  )
}
