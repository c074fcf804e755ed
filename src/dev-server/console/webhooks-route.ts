import type { WebhookDelivery } from '../../protocol/index.ts'
import { HttpError } from '../../server/index.ts'
import { invalidField, readObject } from '../../server/internal.ts'
import type { ConsoleReceivedWebhook, ReceivedWebhooks } from './received-webhooks.ts'
import { ownWebhookUrl, type ReferenceServer } from '../http/reference-server.ts'

/** A delivery of a webhook to the app. */
export interface ConsoleWebhook {
  /** Number of the delivery since the start, ascending. */
  id: string
  url: string
  /** Epoch ms of the first attempt. */
  at: number
  /** The names of its events. */
  events: readonly string[]
  /** The exact text that was signed and sent. */
  body: string
  /** The header `x-pusher-signature`. */
  signature: string
  /** Status of each attempt; null for an attempt without a response. */
  attempts: readonly (number | null)[]
  state: string
}

/** Maximum deliveries in a response. */
export const mostWebhooks = 200

/** The response of `GET /dev-console/webhooks`, each list newest first. */
export interface ConsoleWebhooks {
  /** The newest deliveries to the app. */
  webhooks: ConsoleWebhook[]
  /** The endpoints of the deliveries. */
  endpoints: string[]
  /** Webhooks that an external backend sent to this server. */
  received: ConsoleReceivedWebhook[]
}

/** `GET /dev-console/webhooks` */
export function webhooksRoute(
  reference: ReferenceServer,
  received: ReceivedWebhooks,
  appId: string,
): ConsoleWebhooks {
  const { setup } = reference
  const webhooks = deliveriesOf(reference, appId).slice(-mostWebhooks).toReversed().map(shown)
  const handler = setup.onWebhook ? ['onWebhook of the configuration'] : []
  const endpoints = [...setup.webhooks.map(({ url }) => url), ...handler]
  return { webhooks, endpoints, received: received.read() }
}

/** The endpoints of the app, and its handler, which this process calls. */
function deliveriesOf({ hub, setup }: ReferenceServer, appId: string): readonly WebhookDelivery[] {
  return hub.webhooks(appId).filter(({ url }) => url !== ownWebhookUrl || setup.onWebhook)
}

function shown(delivery: WebhookDelivery): ConsoleWebhook {
  const { url, at, events, body, headers, attempts, state } = delivery
  return {
    id: idOf(delivery),
    url: url === ownWebhookUrl ? 'onWebhook of the configuration' : url,
    at,
    events: events.map(({ name }) => name),
    body,
    signature: headers['x-pusher-signature'] ?? '',
    attempts: [...attempts],
    state,
  }
}

const ids = new WeakMap<WebhookDelivery, string>()
let lastId = 0

function idOf(delivery: WebhookDelivery): string {
  const known = ids.get(delivery)
  if (known !== undefined) return known
  lastId += 1
  ids.set(delivery, String(lastId))
  return String(lastId)
}

const bodyLimits = { maxBytes: 10_000, timeoutMs: 10_000 }

/**
 * `POST /dev-console/webhooks/send`: `{ id }`. Sends the same body and signature again.
 *
 * @returns the status of the response; null without a response
 */
export async function resendRoute(
  reference: ReferenceServer,
  appId: string,
  request: Request,
): Promise<{ status: number | null }> {
  const { id } = await readObject(request, bodyLimits)
  if (typeof id !== 'string') throw invalidField('id', 'Expected `id` to be that of a delivery.')
  const delivery = deliveriesOf(reference, appId).find((each) => ids.get(each) === id)
  if (!delivery) {
    throw new HttpError(
      404,
      'not_found',
      'Expected a delivery that the server still has; it keeps the last 1 000.',
    )
  }
  const status = await reference.postWebhook(delivery.url, delivery).catch(() => null)
  return { status }
}
