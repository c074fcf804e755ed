import { Anchor } from '@mantine/core'
import { useNow } from '../lib/useNow.ts'
import type { Run } from './run-events.ts'
import { phaseWord } from './run-labels.ts'
import { RunShape } from './RunShape.tsx'
import { useRunStatusContext } from './RunStatus.context.ts'
import { RunSteps } from './RunSteps.tsx'

/** One run: thread, status, duration and steps. */
export function RunCard({ run }: { run: Run }) {
  const { getStyles, labels, logHref, onOpenLog } = useRunStatusContext()
  const { thread, phase, startedAt, endedAt } = run
  const isActive = endedAt === null && (phase === 'running' || phase === 'waiting')
  const now = useNow(1000, isActive)
  /** A single event that does not end the run has no duration. */
  const isTimed = isActive || run.steps.length > 1
  const end = endedAt ?? (isActive ? now : (run.steps.at(-1)?.timestamp ?? startedAt))

  return (
    <article {...getStyles('run')} data-phase={phase} aria-label={thread}>
      <header {...getStyles('runHeader')}>
        <div>
          <RunShape phase={phase} {...getStyles('shape')} />
          <strong {...getStyles('thread')} title={thread} dir="auto">
            {thread}
          </strong>
        </div>
        {/* Wraps as a group, so that the link is never alone on a line. */}
        <div>
          <span {...getStyles('status')}>{phaseWord(run, labels)}</span>
          <span {...getStyles('duration')} suppressHydrationWarning>
            {isTimed && labels.duration(Math.max(0, end - startedAt))}
          </span>
          {(logHref ?? onOpenLog) && (
            <Anchor
              size="xs"
              underline="always"
              inherit
              {...getStyles('logLink')}
              {...(logHref
                ? { href: logHref(thread) }
                : { component: 'button' as const, type: 'button' as const })}
              onClick={() => onOpenLog?.(thread)}
            >
              {labels.openLog}
            </Anchor>
          )}
        </div>
      </header>
      <RunSteps run={run} />
    </article>
  )
}
