import { verifyWebhook } from '../../protocol/index.ts'
import type { Credentials, WebhookEvent } from '../../protocol/index.ts'
import { HttpError, invalidField } from '../request/http-error.ts'
import { isObject, parseJson } from '../request/request-body.ts'

/** A webhook of Pusher, verified. */
export interface Webhook {
  /** Epoch ms at which Pusher made it. */
  timeMs: number
  /** What it tells. */
  events: WebhookEvent[]
  /** True when the same one came before. */
  repeated: boolean
}

/** ms: Pusher repeats a webhook for five minutes. */
const oldest = 6 * 60_000
/** ms that a clock may be behind Pusher's. */
const newest = 60_000
const rememberedWebhooks = 10_000

/** Recognises webhooks: by the keys, by their age, and by whether they came before. */
export class WebhookGate {
  readonly #keys: readonly Credentials[]
  readonly #now: () => number
  readonly #seen = new Set<string>()

  constructor(keys: readonly Credentials[], now: () => number) {
    this.#keys = keys
    this.#now = now
  }

  /**
   * @param body - raw, before any parsing
   * @throws HttpError 401 when no key signed it, 400 when it is malformed or too old
   */
  open(body: string, headers: Headers): Webhook {
    const key = headers.get('x-pusher-key')
    const signature = headers.get('x-pusher-signature')
    // Every key is tried, so that time does not tell which one exists.
    const signed = this.#keys.filter((credentials) => verifyWebhook(credentials, body, { key, signature }))
    if (signed.length === 0) {
      const message = 'Expected a webhook signed with a key of this server.'
      throw new HttpError(401, 'invalid_signature', message, { field: 'x-pusher-signature' })
    }
    const webhook = readWebhook(parseJson(body))
    const age = this.#now() - webhook.timeMs
    if (age > oldest || age < -newest) {
      throw new HttpError(400, 'stale_webhook', 'Expected a webhook of the last 6 minutes.', {
        field: 'time_ms',
      })
    }
    return { ...webhook, repeated: this.#remember(signature ?? '') }
  }

  #remember(signature: string): boolean {
    if (this.#seen.has(signature)) return true
    this.#seen.add(signature)
    const [first] = this.#seen
    if (this.#seen.size > rememberedWebhooks && first !== undefined) this.#seen.delete(first)
    return false
  }
}

function readWebhook(value: unknown): Omit<Webhook, 'repeated'> {
  if (!isObject(value)) throw invalidField('body', 'Expected a webhook as a JSON object.')
  const { time_ms: timeMs, events } = value
  if (typeof timeMs !== 'number') throw invalidField('time_ms', 'Expected `time_ms` to be a number.')
  if (!Array.isArray(events)) throw invalidField('events', 'Expected `events` to be an array.')
  return { timeMs, events: events.filter(isWebhookEvent) }
}

function isWebhookEvent(event: unknown): event is WebhookEvent {
  return isObject(event) && typeof event['name'] === 'string' && typeof event['channel'] === 'string'
}
