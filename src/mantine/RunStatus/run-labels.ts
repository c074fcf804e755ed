import { formatDuration } from '../time/duration.ts'
import type { RunPhase } from './run-events.ts'

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
  duration: (duration) => (duration < 1000 ? `${Math.round(duration)} ms` : formatDuration(duration)),
  earlierSteps: (count) => `${count} earlier ${count === 1 ? 'step' : 'steps'}`,
  fewerSteps: 'Show fewer steps',
  openLog: 'Open log',
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
