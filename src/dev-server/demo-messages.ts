import type { MessageHandlers } from '../server/index.ts'

/** What older WebSocket endpoints carried, as messages over HTTP. */
export const demoMessages: MessageHandlers = {
  agent_chat_user: ({ user, payload, publish }) =>
    publish('agent.status', { status: 'thinking', from: user.id, payload }),
  create_environment: ({ payload, publish }) => {
    const task = { task_id: crypto.randomUUID(), kind: 'environment' }
    return publish('progress.updated', { ...task, status: 'queued', percent: 0, payload })
  },
  // Taken and kept to itself: nobody else is told of it.
  analytics_event: () => null,
  sync: ({ payload, publish }) => publish('notification', { kind: 'sync', payload }),
}
