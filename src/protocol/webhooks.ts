import type { App, Clock, HubEvent, PostWebhook } from './hub-types.ts'
import { deliverWebhook } from './webhook-delivery.ts'
import type { WebhookDelivery, WebhookEvent } from './webhook-types.ts'

/** ms that Pusher waits for a client to come back before it tells that one left. */
const absence = 3000
const kept = 1000

/** Its opposite; a pair within {@link absence} ms says nothing at all. */
const comebacks: Partial<Record<WebhookEvent['name'], WebhookEvent['name']>> = {
  channel_occupied: 'channel_vacated',
  member_added: 'member_removed',
}

/** Webhooks of one app: departures are held back, the rest goes out at once, and everything is kept to be read. */
export class WebhookQueue {
  readonly deliveries: WebhookDelivery[] = []
  readonly #app: App
  readonly #clock: Clock
  readonly #observe: (event: HubEvent) => void
  readonly #post: PostWebhook | null
  /** Departures held back, by what they are about. */
  readonly #held = new Map<string, () => void>()
  readonly #pending = new Map<WebhookDelivery, () => void>()

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
      const cancel = this.#held.get(key)
      if (cancel) {
        cancel()
        this.#held.delete(key)
        return
      }
    }
    if (event.name === 'channel_vacated' || event.name === 'member_removed') this.#hold(event)
    else this.#send(event)
  }

  close(): void {
    for (const cancel of [...this.#held.values(), ...this.#pending.values()]) cancel()
    this.#held.clear()
    this.#pending.clear()
  }

  #hold(event: WebhookEvent): void {
    const key = subject(event.name, event)
    const release = (): void => {
      this.#held.delete(key)
      this.#send(event)
    }
    this.#held.set(key, this.#clock.schedule(release, absence))
  }

  #send(event: WebhookEvent): void {
    const post = this.#post
    if (!post) return
    for (const { url, events } of this.#app.webhooks ?? []) {
      if (events && !events.includes(event.name)) continue
      const { delivery, cancel } = deliverWebhook(this.#app, url, [event], {
        clock: this.#clock,
        observe: this.#observe,
        post,
        settled: () => this.#pending.delete(delivery),
      })
      this.#pending.set(delivery, cancel)
      this.deliveries.push(delivery)
      if (this.deliveries.length > kept) this.deliveries.shift()
    }
  }
}

function subject(name: WebhookEvent['name'], event: WebhookEvent): string {
  return JSON.stringify([name, event.channel, 'user_id' in event ? event.user_id : null])
}
