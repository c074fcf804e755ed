import type { App, Clock, HubEvent, PostWebhook } from '../hub/hub-types.ts'
import { signWebhook } from '../signatures/webhook-signature.ts'
import type { WebhookDelivery, WebhookEvent } from './webhook-types.ts'

/** Timeout of one attempt, ms. */
const patience = 4000
/** ms after the first attempt after which no further attempt starts. */
const lifetime = 5 * 60_000
/** Delay before the first retry, ms; doubles with each retry. */
const firstBackoff = 1000

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

interface DeliveryContext {
  clock: Clock
  observe: (event: HubEvent) => void
  post: PostWebhook
  /** Called once, when the delivery is no longer pending. */
  settled: () => void
}

/** Posts one webhook, and retries for up to five minutes until it is accepted. */
export function deliverWebhook(
  app: App,
  url: string,
  events: readonly WebhookEvent[],
  { clock, observe, post, settled }: DeliveryContext,
): { delivery: WebhookDelivery; cancel: () => void; drop: () => void } {
  const at = clock.now()
  const begin = clock.monotonic()
  const body = JSON.stringify({ time_ms: at, events })
  // In lower case, like the headers of Node's requests: `WebHook` of Pusher's Node library reads only these.
  const headers = {
    'content-type': 'application/json',
    'x-pusher-key': app.key,
    'x-pusher-signature': signWebhook(app, body),
  }
  const attempts: (number | null)[] = []
  const delivery: Mutable<WebhookDelivery> = { url, at, events, body, headers, attempts, state: 'pending' }
  let cancelTimer: (() => void) | null = null
  let current = 0

  const settle = (state: 'delivered' | 'failed'): void => {
    delivery.state = state
    observe({ type: 'webhook', appId: app.id, delivery })
    settled()
  }

  const answered = (attempt: number, status: number | null): void => {
    if (attempt !== current || delivery.state !== 'pending') return
    cancelTimer?.()
    attempts.push(status)
    if (status !== null && status >= 200 && status < 300) {
      settle('delivered')
      return
    }
    const backoff = firstBackoff * 2 ** (attempts.length - 1)
    if (clock.monotonic() + backoff - begin > lifetime) {
      settle('failed')
      return
    }
    cancelTimer = clock.schedule(start, backoff)
    observe({ type: 'webhook-retry', appId: app.id, delivery })
  }

  const start = (): void => {
    current += 1
    const attempt = current
    cancelTimer = clock.schedule(() => answered(attempt, null), patience)
    // Called inside the promise, so that an exception of `post` is handled like a rejection.
    new Promise<number>((resolve) => resolve(post(url, { body, headers }))).then(
      (status) => answered(attempt, status),
      () => answered(attempt, null),
    )
  }

  const cancel = (): void => {
    current = -1
    cancelTimer?.()
  }

  start()
  return {
    delivery,
    cancel,
    /** Stops the delivery, without an event. */
    drop: () => {
      cancel()
      delivery.state = 'failed'
    },
  }
}
