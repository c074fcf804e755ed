import { setTimeout as sleep } from 'node:timers/promises'
import type { PusherServer } from '../../server/index.ts'

/** How a workflow reports. */
export type WorkflowReport = Pick<PusherServer, 'publishLog' | 'publishRunEvent'>

export interface Workflow {
  threadId: string
  /** What it is said to do; null when the request names nothing. */
  sop: string | null
  /** Names of the fields that it starts from. */
  inputs: readonly string[]
  /** ms between two steps. */
  stepTime: number
}

const steps = ['Read the input', 'Plan the steps', 'Carry them out', 'Check the result']

/**
 * A workflow that does nothing but report: lines of the log and run events, one step after the other. When the signal
 * aborts, it reports that it was cancelled, and ends.
 */
export async function runWorkflow(
  { threadId, sop, inputs, stepTime }: Workflow,
  report: WorkflowReport,
  signal: AbortSignal,
): Promise<void> {
  const log = (text: string, level: 'info' | 'error' = 'info') =>
    report.publishLog({ thread_id: threadId, text, level })
  const runEvent = (eventType: string, status: string, checkpointId: string | null = null) =>
    report.publishRunEvent({ threadId, eventType, checkpointId, status })

  try {
    await runEvent('started', 'running')
    await log(`Run started: ${sop ?? 'no sop'}, input ${inputs.join(', ') || 'empty'}`)
    for (const [index, step] of steps.entries()) {
      await sleep(stepTime, undefined, { signal })
      await log(`Step ${index + 1} of ${steps.length}: ${step}`)
      await runEvent('checkpoint_saved', 'running', `step-${index + 1}`)
    }
    await sleep(stepTime, undefined, { signal })
    await log('Run completed')
    await runEvent('completed', 'completed')
  } catch (error) {
    // A run that stays open would be shown as running for ever.
    const [word, reason] = signal.aborted
      ? (['cancelled', 'the demo ends'] as const)
      : (['failed', error instanceof Error ? error.message : 'unknown'] as const)
    await log(`Run ${word}: ${reason}`, 'error')
    await runEvent(word, word)
  }
}
