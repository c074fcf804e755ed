import { setTimeout as sleep } from 'node:timers/promises'
import type { PusherServer } from '../../server/index.ts'

/** How a workflow reports. */
export type WorkflowReport = Pick<PusherServer, 'publishLog' | 'publishRunEvent'>

export interface Workflow {
  threadId: string
  /** The procedure; null without one. */
  sop: string | null
  /** Names of the input fields. */
  inputs: readonly string[]
  /** ms between two steps. */
  stepTime: number
}

const steps = ['Read the input', 'Plan the steps', 'Carry them out', 'Check the result']

/**
 * A workflow that only reports: it publishes log lines and run events step by step. When the signal aborts, it reports
 * that it was cancelled.
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
    // Without a final event, the run would be shown as running.
    const [word, reason] = signal.aborted
      ? (['cancelled', 'the demo ends'] as const)
      : (['failed', error instanceof Error ? error.message : 'unknown'] as const)
    await log(`Run ${word}: ${reason}`, 'error')
    await runEvent(word, word)
  }
}
