import type { Entry } from '../../index.ts'

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

function text(fields: object, ...names: string[]): string | null {
  for (const name of names) {
    const value: unknown = name in fields ? fields[name as keyof typeof fields] : undefined
    if (typeof value === 'string' && value !== '') return value
    if (typeof value === 'number') return String(value)
  }
  return null
}

/** Reads an entry of the channel; null when it belongs to no run. */
export function readRunEvent({ data, event, timestamp }: Entry): RunEvent | null {
  if (typeof data !== 'object' || data === null) return null
  const thread = text(data, 'thread_id', 'threadId')
  if (thread === null) return null
  return {
    thread,
    type: text(data, 'event_type', 'eventType', 'type') ?? event,
    status: text(data, 'status'),
    checkpoint: text(data, 'checkpoint_id', 'checkpointId'),
    message: text(data, 'message', 'error'),
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
