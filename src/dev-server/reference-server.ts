import { createHub } from '../protocol/index.ts'
import type { Hub } from '../protocol/index.ts'
import { createPusherServer, devTokens, embedded } from '../server/index.ts'
import type { Broadcaster, EventStore, PusherServer } from '../server/index.ts'
import { demoChannels } from './demo-channels.ts'
import { demoMessages } from './demo-messages.ts'
import { demoPolicies } from './demo-policies.ts'
import { developer } from './dev-config.ts'
import type { DevCredentials } from './dev-credentials.ts'
import { createOwnLog } from './own-log.ts'
import type { OwnLog } from './own-log.ts'
import { systemClock } from './system-clock.ts'

/** One machine may send a lot: a pipe alone makes a hundred requests a second. */
const rateLimit = {
  perAddress: { requests: 20_000, seconds: 10 },
  perUser: { requests: 1000, seconds: 10 },
}
/** What the dev server remembers of each channel. */
const retention = { maxCount: 1_000_000 }

/** The hub and, on top of it, the reference server with the demo's channels. */
export function createReferenceServer(
  { app, token }: DevCredentials,
  store: EventStore,
  outside: Broadcaster | null,
): { hub: Hub; server: PusherServer; ownLog: OwnLog } {
  const ownLog = createOwnLog(async (lines) => {
    const headers = { authorization: `Bearer ${token}` }
    const body = JSON.stringify(lines)
    await server.fetch(new Request('http://localhost/api/v1/logs', { method: 'POST', headers, body }))
  })
  const hub = createHub({ apps: [app], clock: systemClock, observe: ownLog.hub })
  const own = embedded({ hub, app })
  const server = createPusherServer({
    broadcaster: outside ? { primary: outside, fallbacks: [own] } : own,
    channels: demoChannels,
    authenticate: devTokens({ [token]: developer }),
    authorize: demoPolicies,
    messages: demoMessages,
    store,
    retention,
    rateLimit,
    log: ownLog.server,
  })
  return { hub, server, ownLog }
}
