import { type Entry, readRunEvent } from '../../index.ts'

/** An event of a workflow run. */
export interface RunEvent {
  /** Id of the run that it belongs to. */
  thread: string
  /** Type of the event, e.g. `"node_started"`; any other type is shown in words. */
  type: string
  /** Status as sent; null without one. */
  status: string | null
  /** Id of the checkpoint reached; null without one. */
  checkpoint: string | null
  /** Message of the event; null without one. */
  message: string | null
  /** Epoch ms. */
  timestamp: number
}

/** The phase of a run. It selects colour and icon, and whether the duration keeps running. */
export type RunPhase =
  /** Queued, scheduled or paused. */
  | 'waiting'
  /** In progress. */
  | 'running'
  /** Ended without an error. */
  | 'succeeded'
  /** Ended by an error. */
  | 'failed'
  /** Cancelled, aborted or skipped. */
  | 'cancelled'
  /** No status yet, or an unknown one. */
  | 'unknown'

/** One workflow run, computed from its events. */
export interface Run {
  /** Unique among the runs of all threads. */
  id: string
  /** Thread of the run. */
  thread: string
  /** The phase of its last status. */
  phase: RunPhase
  /** The last status sent; null before the first. */
  status: string | null
  /** Its events, oldest first. */
  steps: readonly RunEvent[]
  /** Epoch ms of its first event. */
  startedAt: number
  /** Epoch ms of the event that ended the run; null while it is running. */
  endedAt: number | null
}

const phases: readonly [RunPhase, RegExp][] = [
  ['waiting', /^(queued|pending|waiting|scheduled|created|paused|interrupted)$/iu],
  ['running', /^(running|started|starting|in[_ -]?progress|active|processing|resumed)$/iu],
  ['succeeded', /^(done|complete|completed|success|succeeded|finished|ok|passed)$/iu],
  ['failed', /^(failed|failure|error|errored|timed[_ -]?out)$/iu],
  ['cancelled', /^(cancelled|canceled|aborted|skipped|stopped)$/iu],
]

/** The phase of a status. */
export function phaseOf(status: string | null): RunPhase {
  if (status === null) return 'unknown'
  return phases.find(([, pattern]) => pattern.test(status))?.[0] ?? 'unknown'
}

const isOver = (phase: RunPhase) => phase === 'succeeded' || phase === 'failed' || phase === 'cancelled'

/** Parses an entry of the channel; null when it is not a run event. */
export function runEventOf({ data, timestamp }: Entry): RunEvent | null {
  const run = readRunEvent(data)
  if (!run) return null
  const { thread_id: thread, event_type: type, checkpoint_id: checkpoint, status, message } = run
  return { thread, type, status, checkpoint, message, timestamp }
}

const startOfRun = /^((run|workflow|graph|job|thread)[._ -]?)?(start|queue|create|begin)/iu

/** A thread may run several times: a start event after the end of a run starts the next one. */
function startsNextRun(before: readonly RunEvent[], { type, status }: RunEvent): boolean {
  const isOpen = status === null || !isOver(phaseOf(status))
  return isOpen && startOfRun.test(type) && isOver(phaseOf(lastStatus(before)))
}

/** The runs that these events describe, the latest to start first. */
export function runsOf(events: readonly RunEvent[]): Run[] {
  const byThread = new Map<string, RunEvent[][]>()
  for (const event of events) {
    const runs = byThread.get(event.thread) ?? []
    byThread.set(event.thread, runs)
    const current = runs.at(-1)
    if (current && !startsNextRun(current, event)) current.push(event)
    else runs.push([event])
  }
  return [...byThread.values()]
    .flatMap((runs) => runs.map(runOf))
    .toSorted((a, b) => b.startedAt - a.startedAt)
}

function lastStatus(steps: readonly RunEvent[]): string | null {
  return steps.findLast((step) => step.status !== null)?.status ?? null
}

function runOf(steps: RunEvent[], index: number): Run {
  const first = steps[0] as RunEvent
  const last = steps.findLast((step) => step.status !== null)
  const phase = phaseOf(lastStatus(steps))
  return {
    id: `${first.thread} ${index}`,
    thread: first.thread,
    phase,
    status: last?.status ?? null,
    steps,
    startedAt: first.timestamp,
    endedAt: last && isOver(phase) ? last.timestamp : null,
  }
}
