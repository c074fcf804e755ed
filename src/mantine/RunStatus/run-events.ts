import { type Entry, readRunEvent } from '../../index.ts'

/** An event of a workflow run, as the channel brings it. */
export interface RunEvent {
  /** Id of the run that it belongs to. */
  thread: string
  /** What happened, e.g. `"node_started"`; unknown ones are shown plainly. */
  type: string
  /** As sent; null when the event names none. */
  status: string | null
  /** Id of the checkpoint that it reached; null without one. */
  checkpoint: string | null
  /** What the run says; null without words. */
  message: string | null
  /** Epoch ms. */
  timestamp: number
}

/** What a status amounts to: it picks colour and shape, and says whether the clock runs. */
export type RunPhase =
  /** Queued, scheduled or paused. */
  | 'waiting'
  /** Under way. */
  | 'running'
  /** Over, as intended. */
  | 'succeeded'
  /** Over, by an error. */
  | 'failed'
  /** Over, because somebody ended it. */
  | 'cancelled'
  /** No status yet, or a word that means nothing to the kit. */
  | 'unknown'

/** One workflow run, made of its events. */
export interface Run {
  /** Its own among the runs of all threads. */
  id: string
  /** Id of the run. */
  thread: string
  /** What its status amounts to. */
  phase: RunPhase
  /** The last status sent; null before the first. */
  status: string | null
  /** Its events, oldest first. */
  steps: readonly RunEvent[]
  /** Epoch ms of its first event. */
  startedAt: number
  /** Epoch ms of the event that ended the run; null while it goes on. */
  endedAt: number | null
}

const phases: readonly [RunPhase, RegExp][] = [
  ['waiting', /^(queued|pending|waiting|scheduled|created|paused|interrupted)$/iu],
  ['running', /^(running|started|starting|in[_ -]?progress|active|processing|resumed)$/iu],
  ['succeeded', /^(done|complete|completed|success|succeeded|finished|ok|passed)$/iu],
  ['failed', /^(failed|failure|error|errored|timed[_ -]?out)$/iu],
  ['cancelled', /^(cancelled|canceled|aborted|skipped|stopped)$/iu],
]

/** The phase that a status stands for. */
export function phaseOf(status: string | null): RunPhase {
  if (status === null) return 'unknown'
  return phases.find(([, pattern]) => pattern.test(status))?.[0] ?? 'unknown'
}

const isOver = (phase: RunPhase) => phase === 'succeeded' || phase === 'failed' || phase === 'cancelled'

/** The run event that an entry of the channel is; null when it belongs to no run. */
export function runEventOf({ data, timestamp }: Entry): RunEvent | null {
  const run = readRunEvent(data)
  if (!run) return null
  const { thread_id: thread, event_type: type, checkpoint_id: checkpoint, status, message } = run
  return { thread, type, status, checkpoint, message, timestamp }
}

const startOfRun = /^((run|workflow|graph|job|thread)[._ -]?)?(start|queue|create|begin)/iu

/** A thread may run again: what says that a run starts, after one that is over, begins the next. */
function beginsAnother(before: readonly RunEvent[], { type, status }: RunEvent): boolean {
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
    if (current && !beginsAnother(current, event)) current.push(event)
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
