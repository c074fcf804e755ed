import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from 'hono'
import type { Task } from '../../server/index.ts'
import { requireReader, type DemoParts } from './demo-parts.ts'

const steps = 5

/** `POST /api/v1/demo/tasks`: runs a task that reports on the requesting user's own channel. */
export function taskRoute(parts: DemoParts) {
  const { reference, work, stepTime } = parts
  return async ({ req }: Context): Promise<Response> => {
    const user = await requireReader(parts, req.raw)
    work.assertRoom()
    const task = reference.server.createTask(user.id, 'summary')
    work.start(task.id, (signal) => runTask(task, stepTime, signal))
    return Response.json({ task_id: task.id, channel: `private-user-${user.id}` }, { status: 202 })
  }
}

async function runTask(task: Task, stepTime: number, signal: AbortSignal): Promise<void> {
  try {
    for (let step = 0; step < steps; step++) {
      await task.progress((step * 100) / steps, `step ${step + 1} of ${steps}`)
      await sleep(stepTime, undefined, { signal })
    }
    await task.complete({ text: 'Five steps were taken.' })
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown'
    await task.fail(signal.aborted ? 'The demo ends.' : reason)
  }
}
