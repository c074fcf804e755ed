import type { Entry } from '../../index.ts'
import { textIn } from '../payload/text-in.ts'

/** An event of a workflow run, as the channel brings it. */
export interface RunEvent {
  thread: string
  /** e.g. `"node_started"`; unknown ones are shown plainly. */
  type: string
  /** As sent; null when the event names none. */
  status: string | null
  checkpoint: string | null
  message: string | null
  /** Epoch ms. */
  timestamp: number
}

/** What a status amounts to: it picks colour and shape, and says whether the clock runs. */
export type RunPhase = 'waiting' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'unknown'

export interface Run {
  thread: string
  phase: RunPhase
  /** The last status sent; null before the first. */
  status: string | null
  /** Oldest first. */
  steps: readonly RunEvent[]
  /** Epoch ms. */
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

/** Reads an entry of the channel; null when it belongs to no run. */
export function readRunEvent({ data, event, timestamp }: Entry): RunEvent | null {
  if (typeof data !== 'object' || data === null) return null
  const thread = textIn(data, 'thread_id', 'threadId')
  if (thread === undefined) return null
  return {
    thread,
    type: textIn(data, 'event_type', 'eventType', 'type') ?? event,
    status: textIn(data, 'status') ?? null,
    checkpoint: textIn(data, 'checkpoint_id', 'checkpointId') ?? null,
    message: textIn(data, 'message', 'error') ?? null,
    timestamp,
  }
}

/** The runs that these events tell of, the latest to start first. */
export function runsOf(events: readonly RunEvent[]): Run[] {
  const byThread = new Map<string, RunEvent[]>()
  for (const event of events) {
    const steps = byThread.get(event.thread)
    if (steps) steps.push(event)
    else byThread.set(event.thread, [event])
  }
  return [...byThread.values()].map(runOf).toSorted((a, b) => b.startedAt - a.startedAt)
}

function runOf(steps: RunEvent[]): Run {
  const first = steps[0] as RunEvent
  const last = steps.findLast((step) => step.status !== null)
  const phase = phaseOf(last?.status ?? null)
  return {
    thread: first.thread,
    phase,
    status: last?.status ?? null,
    steps,
    startedAt: first.timestamp,
    endedAt: last && isOver(phase) ? last.timestamp : null,
  }
}
