import type { MessageHandlers, PusherServer, Task, User } from '../server/index.ts'

/** What older WebSocket endpoints carried, as messages over HTTP. */
export const demoMessages: MessageHandlers = {
  agent_chat_user: ({ user, payload, publish }) =>
    publish('agent.status', { status: 'thinking', from: user.id, payload }),
  create_environment: ({ payload, publish }) =>
    publish('progress.updated', { kind: 'environment', status: 'queued', payload }),
  analytics_event: () => null,
  sync: ({ payload, publish }) => publish('notification', { kind: 'sync', payload }),
}

/** ms between two steps of the demo's task. */
const stepTime = 300

/** `POST /api/v1/demo/tasks`: runs a task that reports on the developer's own channel. */
export function startDemoTask(server: PusherServer, user: User): Response {
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
    // The server closed in the middle of it.
    await task.fail(error instanceof Error ? error.message : 'unknown').catch(() => {})
  }
}
