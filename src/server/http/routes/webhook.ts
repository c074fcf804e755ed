import type { Context } from 'hono'
import { bodyLimits } from '../request/limits.ts'
import { readText } from '../request/request-body.ts'
import type { ServerParts } from '../../server-parts.ts'
import type { Webhook } from '../../webhooks/webhook.ts'

/** `POST /pusher/webhook`: answers when the webhook is verified; it is processed afterwards. */
export function webhookRoute({
  webhooks,
  channelTable,
  usage,
  onWebhook,
  background,
  limits,
  log,
}: ServerParts) {
  async function work(webhook: Webhook): Promise<void> {
    for (const event of webhook.events) channelTable.apply(event, webhook.timeMs)
    await onWebhook?.(webhook)
  }

  return async ({ req }: Context): Promise<Response> => {
    const webhook = webhooks.open(await readText(req.raw, bodyLimits(limits)), req.raw.headers)
    if (!webhook.repeated) {
      usage.webhook(webhook.events)
      const handled = work(webhook).catch((error: unknown) => {
        log('error', 'webhook failed', { reason: error instanceof Error ? error.message : 'unknown' })
      })
      background.add(handled)
    }
    return Response.json({ received: webhook.events.length, repeated: webhook.repeated })
  }
}
