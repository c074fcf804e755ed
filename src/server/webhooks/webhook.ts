import { verifyWebhook } from '../../protocol/index.ts'
import type { Credentials, WebhookEvent } from '../../protocol/index.ts'
import { HttpError, invalidField } from '../http/request/http-error.ts'
import { isObject, parseJson } from '../http/request/request-body.ts'

/** A verified webhook of Pusher, as its handler receives it. */
export interface Webhook {
  /** When Pusher created it, epoch ms. */
  timeMs: number
  /** The events. */
  events: WebhookEvent[]
  /**
   * True when the handler was started before and did not end, because its process ended. Its effects may have happened
   * already.
   */
  repeated: boolean
}

/** A verified webhook of Pusher, as it was received. */
export interface ReceivedWebhook extends Omit<Webhook, 'repeated'> {
  /** The same for every repetition of the webhook. */
  signature: string
}

/** How long Pusher repeats a webhook, ms: five minutes. */
const oldest = 6 * 60_000
/** Allowed clock difference to Pusher, ms. */
const newest = 60_000
/** Maximum number of characters of a channel's name and of a member's id; the limits of Pusher are lower. */
const longestName = 200
const longestUserId = 200
/** A hex HMAC-SHA256 (Pusher documentation, "Webhooks"). */
const signaturePattern = /^[0-9a-f]{64}$/

/** Verifies webhooks: their signature and their age. */
export class WebhookGate {
  readonly #keys: readonly Credentials[]
  readonly #now: () => number

  constructor(keys: readonly Credentials[], now: () => number) {
    this.#keys = keys
    this.#now = now
  }

  /**
   * @param body - the raw body, before any parsing
   * @throws HttpError 401 when no key signed it, 400 when it is malformed or too old
   */
  open(body: string, headers: Headers): ReceivedWebhook {
    const key = headers.get('x-pusher-key')
    const signature = headers.get('x-pusher-signature')
    // The body is hashed only when the signature is well-formed, and only with the key of the named app, which is not
    // secret.
    const mayBeSigned = signature !== null && signaturePattern.test(signature)
    const isSigned =
      mayBeSigned && this.#keys.some((credentials) => verifyWebhook(credentials, body, { key, signature }))
    if (!mayBeSigned || !isSigned) {
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
    return { ...webhook, signature }
  }
}

function readWebhook(value: unknown): Omit<Webhook, 'repeated'> {
  if (!isObject(value)) throw invalidField('body', 'Expected a webhook to be a JSON object.')
  const { time_ms: timeMs, events } = value
  if (typeof timeMs !== 'number') throw invalidField('time_ms', 'Expected `time_ms` to be a number.')
  if (!Array.isArray(events)) throw invalidField('events', 'Expected `events` to be an array.')
  return { timeMs, events: events.filter(isWebhookEvent) }
}

function isWebhookEvent(event: unknown): event is WebhookEvent {
  if (!isObject(event)) return false
  const { name, channel, user_id: userId } = event
  const isAboutMember = name === 'member_added' || name === 'member_removed'
  return (
    typeof name === 'string' &&
    typeof channel === 'string' &&
    channel.length <= longestName &&
    (!isAboutMember || (typeof userId === 'string' && userId.length <= longestUserId))
  )
}
