import { UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { phaseOf, type Run } from './run-events.ts'
import { RunShape } from './RunShape.tsx'
import { useRunStatusContext } from './RunStatus.context.ts'

/** The timeline of a run: its latest steps, and a button for the earlier ones. */
export function RunSteps({ run }: { run: Run }) {
  const { getStyles, labels, maxSteps } = useRunStatusContext()
  const [unfolded, setUnfolded] = useState(false)
  const folded = unfolded ? 0 : Math.max(0, run.steps.length - maxSteps)
  const shown = run.steps.slice(folded)

  return (
    <>
      {run.steps.length > maxSteps && (
        <UnstyledButton
          {...getStyles('more')}
          aria-expanded={unfolded}
          onClick={() => setUnfolded(!unfolded)}
        >
          {unfolded ? labels.fewerSteps : labels.earlierSteps(folded)}
        </UnstyledButton>
      )}
      <ol {...getStyles('steps')} aria-label={labels.steps(run.thread)}>
        {shown.map((step, index) => {
          const next = shown[index + 1]
          const sent = phaseOf(step.status)
          // A later step implies that this one is no longer running.
          const isPast = sent === 'running' && (next !== undefined || run.endedAt !== null)
          const phase = isPast ? 'unknown' : sent
          const took = next ? next.timestamp - step.timestamp : null
          return (
            <li key={folded + index} {...getStyles('step')} data-phase={phase}>
              <RunShape phase={phase} {...getStyles('shape')} />
              <div {...getStyles('stepText')}>
                <span>
                  {labels.type(step.type)}
                  {step.status !== null && !isPast && (
                    <em>{phase === 'unknown' ? step.status : labels.phase[phase]}</em>
                  )}
                </span>
                {(step.message ?? step.checkpoint) && (
                  <small>{step.message ?? labels.checkpoint(step.checkpoint ?? '')}</small>
                )}
              </div>
              {took !== null && took >= 0 && <span {...getStyles('duration')}>{labels.duration(took)}</span>}
            </li>
          )
        })}
      </ol>
    </>
  )
}
