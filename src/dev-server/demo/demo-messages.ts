import type { ClientMessage, MessageHandlers } from '../../server/index.ts'

/** The channel of pages that show metrics. */
const dashboardChannel = 'dashboard-updates'

/** The messages of older WebSocket endpoints, sent over HTTP. */
export const demoMessages: MessageHandlers = {
  test_message: ({ user, payload, publish }) => publish('test_message', { from: user.id, payload }),
  agent_chat_user: ({ user, payload, publish }) =>
    publish('agent.status', { status: 'thinking', from: user.id, payload }),
  create_environment: { route: '/environment/create', handle: createEnvironment },
  analytics_event: {
    route: '/analytics/realtime',
    handle: ({ user, payload, publish }) =>
      publish('analytics.event', { from: user.id, payload }, { channel: dashboardChannel }),
  },
  sync: {
    route: '/roblox/sync',
    handle: ({ payload, publish }) => publish('notification', { kind: 'sync', payload }),
  },
}

/** The demo's environment is ready immediately: one event reports it, and one completes the progress. */
async function createEnvironment({ payload, publish }: ClientMessage) {
  const task = { task_id: crypto.randomUUID(), kind: 'environment' }
  await publish('progress.updated', { ...task, status: 'queued', percent: 0, payload })
  await publish('environment.created', { environment_id: task.task_id, status: 'ready', payload })
  return publish('progress.updated', { ...task, status: 'completed', percent: 100 })
}
