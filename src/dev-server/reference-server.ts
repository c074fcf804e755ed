import { createHub } from '../protocol/index.ts'
import type { Hub } from '../protocol/index.ts'
import { createPusherServer, embedded } from '../server/index.ts'
import type { Authenticate, Broadcaster, EventStore, PusherServer } from '../server/index.ts'
import { demoChannels } from './demo-channels.ts'
import { demoMessages } from './demo-messages.ts'
import { demoPolicies } from './demo-policies.ts'
import type { DevCredentials } from './dev-credentials.ts'
import { createOwnLog } from './own-log.ts'
import type { OwnLog } from './own-log.ts'
import { systemClock } from './system-clock.ts'

/** One machine may send a lot: a pipe alone makes a hundred requests a second. */
const rateLimit = {
  perAddress: { requests: 20_000, seconds: 10 },
  perUser: { requests: 1000, seconds: 10 },
}
/** What the table of occupied channels is made of. */
const webhookEvents = ['channel_occupied', 'channel_vacated', 'member_added', 'member_removed'] as const
/** What the dev server remembers of each channel. */
const retention = { maxCount: 1_000_000 }

export interface ReferenceServerOptions {
  credentials: DevCredentials
  authenticate: Authenticate
  store: EventStore
  /** Publishes in place of the hub, which takes over when it cannot. */
  outside: Broadcaster | null
  /** Pages of other origins that may use the routes. */
  origins: readonly string[]
}

/** The hub and, on top of it, the reference server with the demo's channels. */
export function createReferenceServer({
  credentials: { app, token },
  authenticate,
  store,
  outside,
  origins,
}: ReferenceServerOptions): { hub: Hub; server: PusherServer; ownLog: OwnLog } {
  const ownLog = createOwnLog(async (lines) => {
    const headers = { authorization: `Bearer ${token}` }
    const body = JSON.stringify(lines)
    await server.fetch(new Request('http://localhost/api/v1/logs', { method: 'POST', headers, body }))
  })
  const hub = createHub({
    apps: [{ ...app, webhooks: [{ url: 'http://localhost/pusher/webhook', events: [...webhookEvents] }] }],
    clock: systemClock,
    observe: ownLog.hub,
    // Never leaves the process.
    async postWebhook(url, { body, headers }) {
      const request = new Request(url, { method: 'POST', body, headers })
      return (await server.fetch(request)).status
    },
  })
  const own = embedded({ hub, app })
  const server = createPusherServer({
    broadcaster: outside ? { primary: outside, fallbacks: [own] } : own,
    channels: demoChannels,
    authenticate,
    authorize: demoPolicies,
    messages: demoMessages,
    cors: { origins },
    store,
    retention,
    rateLimit,
    log: ownLog.server,
  })
  return { hub, server, ownLog }
}
