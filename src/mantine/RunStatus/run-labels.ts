import { formatMeasured } from '../time/duration.ts'
import type { Run, RunPhase } from './run-events.ts'

/** Every text of `RunStatus`. */
export interface RunStatusLabels {
  /** Name of the list of runs. */
  runs: string
  /** Name of the list of steps of a run. */
  steps: (thread: string) => string
  /** The words of known phases; an unknown status is shown as it was sent. */
  phase: Readonly<Record<RunPhase, string>>
  /** An event type in words. */
  type: (type: string) => string
  /** ms */
  duration: (duration: number) => string
  /** Steps that are folded away. */
  earlierSteps: (count: number) => string
  fewerSteps: string
  openLog: string
  /** What a screen reader is told of a run that has another phase; `word` is one of `phase`. */
  announcement: (thread: string, word: string) => string
  filter: string
  allThreads: string
  checkpoint: (id: string) => string
  loading: string
  empty: string
  emptyHint: string
  error: string
  retry: string
  offline: string
}

export const defaultRunLabels: RunStatusLabels = {
  runs: 'Runs',
  steps: (thread) => `Steps of ${thread}`,
  phase: {
    waiting: 'Waiting',
    running: 'Running',
    succeeded: 'Succeeded',
    failed: 'Failed',
    cancelled: 'Cancelled',
    unknown: 'Unknown',
  },
  type: (type) => {
    const words = type.replace(/[._-]+/gu, ' ').trim()
    return words.charAt(0).toUpperCase() + words.slice(1)
  },
  duration: formatMeasured,
  earlierSteps: (count) => `${count} earlier ${count === 1 ? 'step' : 'steps'}`,
  fewerSteps: 'Show fewer steps',
  openLog: 'Open log',
  announcement: (thread, word) => `${thread}: ${word}`,
  filter: 'Thread',
  allThreads: 'All threads',
  checkpoint: (id) => `Checkpoint ${id}`,
  loading: 'Loading runs',
  empty: 'No runs yet',
  emptyHint: 'The first event of a run makes it appear here.',
  error: 'The history of runs could not be loaded.',
  retry: 'Try again',
  offline: 'Reconnecting: newer events are missing.',
}

/** How a run stands, in a word; a status that nobody knows is its own word. */
export function phaseWord({ phase, status }: Run, labels: RunStatusLabels): string {
  return phase === 'unknown' && status !== null ? status : labels.phase[phase]
}
