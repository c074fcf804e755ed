import type { AppState } from './app-state.ts'
import { isOccupied, type ChannelState } from './channel-state.ts'
import type { HubChannelSnapshot, HubConnectionSnapshot, HubSize } from './hub-types.ts'

export function snapshotChannel(app: AppState, name: string): HubChannelSnapshot {
  const channel = app.channels.get(name)
  const cached = app.cache.get(name)
  return {
    name,
    occupied: isOccupied(channel),
    subscriptionCount: channel?.subscriptionCount ?? 0,
    members: channel?.members() ?? [],
    cached: cached && { event: cached.event, data: cached.data },
  }
}

export function snapshotConnections(app: AppState): HubConnectionSnapshot[] {
  return [...app.sessions.values()].map((session) => ({
    socketId: session.socketId,
    channels: [...session.channels.keys()],
    userId: session.user?.id ?? null,
    origin: session.origin,
    isTool: session.isTool,
    since: session.since,
    received: session.received,
    sent: session.sent,
  }))
}

export function sizeOf(apps: readonly AppState[]): HubSize {
  const sum = (count: (app: AppState) => number): number => apps.reduce((total, app) => total + count(app), 0)
  const sumOfChannels = (count: (channel: ChannelState) => number): number =>
    sum((app) => [...app.channels.values()].reduce((total, channel) => total + count(channel), 0))
  return {
    connections: sum(({ sessions }) => sessions.size),
    tools: sum(({ tools }) => tools),
    channels: sum(({ channels }) => channels.size),
    subscriptions: sumOfChannels(({ subscribers }) => subscribers.size),
    members: sumOfChannels(({ memberCount }) => memberCount),
    users: sum(({ users }) => users.size),
    cachedEvents: sum(({ cache }) => cache.size),
    pendingWebhooks: sum(({ webhooks }) => webhooks.pending),
  }
}
