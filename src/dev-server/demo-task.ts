import type { Authenticate, PusherServer, Task } from '../server/index.ts'

/** ms between two steps of the demo's task. */
const stepTime = 300

/** `POST /api/v1/demo/tasks`: runs a task that reports on the asking user's own channel. */
export async function demoTaskRoute(
  server: PusherServer,
  authenticate: Authenticate,
  request: Request,
): Promise<Response> {
  const user = await authenticate(request)
  if (!user) {
    const error = 'Expected credentials in the authorization header.'
    return Response.json({ error, code: 'unauthenticated', field: 'authorization' }, { status: 401 })
  }
  const task = server.createTask(user.id, 'summary')
  void runTask(task)
  return Response.json({ task_id: task.id, channel: `private-user-${user.id}` }, { status: 202 })
}

async function runTask(task: Task): Promise<void> {
  try {
    for (let percent = 0; percent < 100; percent += 20) {
      await task.progress(percent, `step ${percent / 20 + 1} of 5`)
      await new Promise((resolve) => setTimeout(resolve, stepTime))
    }
    await task.complete({ text: 'Five steps were taken.' })
  } catch (error) {
    // Where the store is closed by now, not even that can be told.
    await task.fail(error instanceof Error ? error.message : 'unknown').catch(() => {})
  }
}
