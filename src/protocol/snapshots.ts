import type { AppState } from './app-state.ts'
import type { ChannelSnapshot, ConnectionSnapshot, HubSize } from './hub-types.ts'

export function snapshotChannel(app: AppState, name: string): ChannelSnapshot {
  const channel = app.channels.get(name)
  const cached = app.cache.get(name)
  return {
    name,
    occupied: channel !== undefined,
    subscriptionCount: channel?.subscribers.size ?? 0,
    members: channel?.members() ?? [],
    cached: cached && { event: cached.event, data: cached.data },
  }
}

export function snapshotConnections(app: AppState): ConnectionSnapshot[] {
  return [...app.sessions.values()].map(({ socketId, channels, user }) => ({
    socketId,
    channels: [...channels.keys()],
    userId: user?.id ?? null,
  }))
}

export function sizeOf(app: AppState): HubSize {
  const channels = [...app.channels.values()]
  return {
    connections: app.sessions.size,
    channels: channels.length,
    subscriptions: channels.reduce((sum, { subscribers }) => sum + subscribers.size, 0),
    members: channels.reduce((sum, { memberCount }) => sum + memberCount, 0),
    users: app.users.size,
    cachedEvents: app.cache.size,
    pendingWebhooks: app.webhooks.pending,
  }
}
