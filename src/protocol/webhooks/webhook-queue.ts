import type { App, Clock, HubEvent, PostWebhook } from '../hub/hub-types.ts'
import { limits } from '../hub/limits.ts'
import { deliverWebhook } from './webhook-delivery.ts'
import type { WebhookDelivery, WebhookEvent } from './webhook-types.ts'

/** ms that Pusher waits for a client to reconnect before it sends `member_removed` or `channel_vacated`. */
const absence = 3000

/** The opposite of each event. Two opposite events within {@link absence} ms cancel each other. */
const comebacks: Partial<Record<WebhookEvent['name'], WebhookEvent['name']>> = {
  channel_occupied: 'channel_vacated',
  member_added: 'member_removed',
}

/**
 * The webhooks of one app. `member_removed` and `channel_vacated` are delayed, all others are sent
 * immediately. All deliveries can be read.
 */
export class WebhookQueue {
  readonly deliveries: WebhookDelivery[] = []
  readonly #app: App
  readonly #clock: Clock
  readonly #observe: (event: HubEvent) => void
  readonly #post: PostWebhook | null
  /** Delayed webhooks by channel and member, oldest first. */
  readonly #held = new Map<string, { cancel: () => void; release: () => void }>()
  /** Deliveries in progress, oldest first. */
  readonly #pending = new Map<WebhookDelivery, { cancel: () => void; drop: () => void }>()
  /** True once observers were notified about dropped webhooks. */
  #dropping = false

  constructor(app: App, clock: Clock, observe: (event: HubEvent) => void, post: PostWebhook | null) {
    this.#app = app
    this.#clock = clock
    this.#observe = observe
    this.#post = post
  }

  get pending(): number {
    return this.#held.size + this.#pending.size
  }

  add(event: WebhookEvent): void {
    if (!this.#app.webhooks?.length) return
    const departure = comebacks[event.name]
    if (departure !== undefined) {
      const key = subject(departure, event)
      const held = this.#held.get(key)
      if (held) {
        held.cancel()
        this.#held.delete(key)
        return
      }
    }
    if (event.name === 'channel_vacated' || event.name === 'member_removed') this.#hold(event)
    else this.#send(event)
  }

  close(): void {
    for (const { cancel } of [...this.#held.values(), ...this.#pending.values()]) cancel()
    this.#held.clear()
    this.#pending.clear()
  }

  #hold(event: WebhookEvent): void {
    const key = subject(event.name, event)
    const release = (): void => {
      this.#held.delete(key)
      this.#send(event)
    }
    this.#held.set(key, { cancel: this.#clock.schedule(release, absence), release })
    if (this.#held.size <= limits.heldDepartures) return
    // Over the limit: the oldest delayed webhook is sent early.
    const [oldest] = this.#held.values()
    oldest?.cancel()
    oldest?.release()
  }

  /** Drops the oldest pending deliveries. */
  #makeRoom(): void {
    if (this.#pending.size < limits.pendingWebhooks / 2) this.#dropping = false
    for (const [delivery, { drop }] of this.#pending) {
      if (this.#pending.size < limits.pendingWebhooks) return
      drop()
      this.#pending.delete(delivery)
      if (this.#dropping) continue
      this.#dropping = true
      this.#observe({ type: 'webhooks-dropped', appId: this.#app.id, kept: limits.pendingWebhooks })
    }
  }

  #send(event: WebhookEvent): void {
    const post = this.#post
    if (!post) return
    for (const { url, events } of this.#app.webhooks ?? []) {
      if (events && !events.includes(event.name)) continue
      this.#makeRoom()
      const { delivery, cancel, drop } = deliverWebhook(this.#app, url, [event], {
        clock: this.#clock,
        observe: this.#observe,
        post,
        settled: () => this.#pending.delete(delivery),
      })
      this.#pending.set(delivery, { cancel, drop })
      this.deliveries.push(delivery)
      if (this.deliveries.length > limits.keptWebhooks) this.deliveries.shift()
    }
  }
}

function subject(name: WebhookEvent['name'], event: WebhookEvent): string {
  return JSON.stringify([name, event.channel, 'user_id' in event ? event.user_id : null])
}
