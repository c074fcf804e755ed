import type { Context } from 'hono'
import { bodyLimits } from '../request/limits.ts'
import { readText } from '../request/request-body.ts'
import type { ServerParts } from '../../server-parts.ts'

/** `POST /pusher/webhook`: responds when the webhook is verified and stored. It is handled afterwards. */
export function webhookRoute(parts: ServerParts) {
  const { webhooks, inbox, occupancy, isOccupancyShared, usage, pruning, limits } = parts
  return async ({ req }: Context): Promise<Response> => {
    const webhook = webhooks.open(await readText(req.raw, bodyLimits(limits)), req.raw.headers)
    const { events, timeMs } = webhook
    const repeated = await inbox.receive(webhook)
    // Repeated webhooks too, because the first server may have ended before this point.
    if (!repeated || isOccupancyShared) await occupancy.apply(events, timeMs)
    if (!repeated) {
      usage.webhook(events)
      pruning.whenDue()
    }
    return Response.json({ received: events.length, repeated })
  }
}
