import { counted } from '../../primitives/index.ts'
import { formatMeasured } from '../lib/duration.ts'
import type { Run, RunPhase } from './run-events.ts'

/** Every text of `RunStatus`. */
export interface RunStatusLabels {
  /** Name of the list of runs. */
  runs: string
  /** Name of the list of steps of a run. */
  steps: (thread: string) => string
  /** The words for known phases; an unknown status is shown as it was sent. */
  phase: Readonly<Record<RunPhase, string>>
  /** An event type in words. */
  type: (type: string) => string
  /** How long a run or a step took or has taken, ms. */
  duration: (duration: number) => string
  /** Button that expands earlier steps; a count. */
  earlierSteps: (count: number) => string
  /** Button that collapses them again. */
  fewerSteps: string
  /** Link or button to the log of a run. */
  openLog: string
  /** Announced by screen readers when the phase of a run changes; `word` is one of `phase`. */
  announcement: (thread: string, word: string) => string
  /** Name of the filter by thread. */
  filter: string
  /** The option of all threads. */
  allThreads: string
  /** A checkpoint by its id. */
  checkpoint: (id: string) => string
  /** Shown while the history loads. */
  loading: string
  /** Shown when there is no run. */
  empty: string
  /** Explains when the first run appears. */
  emptyHint: string
  /** Shown when the history could not be read. */
  error: string
  /** Button that reads it again. */
  retry: string
  /** Shown while the connection is down. */
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
  earlierSteps: (count) => counted(count, 'earlier step', 'earlier steps'),
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

/** The word for a run's phase; an unknown status as it was sent. */
export function phaseWord({ phase, status }: Run, labels: RunStatusLabels): string {
  return phase === 'unknown' && status !== null ? status : labels.phase[phase]
}
