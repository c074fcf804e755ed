import type { ConnectionBadgeData } from 'react-pusher-kit/mantine'

const minute = 60_000

/** A round trip now and then, as a home network has it, ms. */
const samples = Array.from({ length: 60 }, (_, index) =>
  Math.round(42 + 9 * Math.sin(index / 3) + (index % 17 === 0 ? 60 : 0) + ((index * 7919) % 11)),
)

const base: ConnectionBadgeData = {
  state: 'connected',
  isConnected: true,
  socketId: '218740.1093482',
  error: null,
  latency: 42,
  latencyStats: { p50: 44, p95: 104, jitter: 8, samples },
  retryAt: null,
  online: true,
  stats: { messagesSent: 184, messagesReceived: 12_408, reconnections: 2, attempts: 3 },
  since: Date.now() - 12 * minute,
  lastMessageAt: Date.now() - 3000,
  connect: () => {},
  disconnect: () => {},
  reconnect: () => {},
}

const away: ConnectionBadgeData = {
  ...base,
  isConnected: false,
  socketId: null,
  latency: null,
  since: Date.now() - 8000,
  lastMessageAt: Date.now() - 3 * minute,
}

const before: ConnectionBadgeData = {
  ...away,
  latencyStats: { p50: null, p95: null, jitter: null, samples: [] },
  stats: { messagesSent: 0, messagesReceived: 0, reconnections: 0, attempts: 1 },
  lastMessageAt: null,
}

/** One connection per state that a user can meet. */
export const connections = {
  initialized: { ...before, state: 'initialized' },
  connecting: { ...before, state: 'connecting' },
  connected: base,
  slow: { ...base, latency: 240 },
  poor: { ...base, latency: 1240 },
  unmeasured: { ...base, latency: null, latencyStats: before.latencyStats },
  reconnecting: { ...away, state: 'connecting' },
  unavailable: { ...away, state: 'unavailable', retryAt: Date.now() + 15 * minute },
  offline: { ...away, state: 'unavailable', online: false },
  failed: {
    ...before,
    state: 'failed',
    error: new Error('Expected a transport that works here, but got none.'),
  },
  refused: {
    ...before,
    state: 'disconnected',
    error: Object.assign(new Error('App key 1234 not in this cluster'), { closeCode: 4001 }),
  },
  disconnected: { ...away, state: 'disconnected' },
} satisfies Record<string, ConnectionBadgeData>
