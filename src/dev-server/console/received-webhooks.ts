import { byteLength, type WebhookEvent } from '../../protocol/index.ts'
import { isObject, readText } from '../../server/internal.ts'
import type { Feed } from './feed.ts'
import { nothing } from './feed-records.ts'

/** A webhook that an external backend posted to this server. */
export interface ConsoleReceivedWebhook {
  /** The id of its record in the feed. */
  id: number
  /** Epoch ms. */
  at: number
  /** The name of the backend that has the webhook's key; the key itself if no backend has it. */
  sender: string
  /** The names of its events; empty for a refused webhook. */
  events: readonly string[]
  /** The body; for a refused webhook its first 10 000 characters. Null if it was not read. */
  body: string | null
  /** The reason and status of a refusal; null for a verified webhook. */
  refusal: string | null
  /** True when the webhook was received before. */
  isRepeated: boolean
}

/** Maximum number of webhooks kept. */
export const mostReceived = 200
/** Maximum characters of an unverified body. */
const longestRefused = 10_000
/** Decodes a body in the same way as the server. */
const bodyLimits = { maxBytes: 256_000, timeoutMs: 10_000 }
/** Maximum characters of the key in a request. */
const longestKey = 60

/** The routes for webhooks of Pusher and of compatible servers. */
const webhookPath = /^(?:\/api\/v1)?\/pusher\/webhook$/

/** The webhooks that external backends post to the reference server. Excludes those of the hub. */
export class ReceivedWebhooks {
  readonly #feed: Feed
  readonly #backendOf: (key: string) => string | undefined
  #webhooks: ConsoleReceivedWebhook[] = []

  /** @param backendOf - returns the name of the backend that has a key */
  constructor(feed: Feed, backendOf: (key: string) => string | undefined) {
    this.#feed = feed
    this.#backendOf = backendOf
  }

  /** Newest first. */
  read(): ConsoleReceivedWebhook[] {
    return this.#webhooks.toReversed()
  }

  /** Passes a request to the server, and records it if it is a webhook. */
  async answer(request: Request, respond: (request: Request) => Promise<Response>): Promise<Response> {
    if (request.method !== 'POST' || !webhookPath.test(new URL(request.url).pathname)) return respond(request)
    const copy = request.clone()
    const response = await respond(request)
    // Not awaited, so that the sender does not wait for the Console.
    void this.#record(copy, response.clone()).catch(() => {})
    return response
  }

  async #record(request: Request, response: Response): Promise<void> {
    const body = await readText(request, bodyLimits).catch(() => null)
    const answer: unknown = await response.json().catch(() => null)
    const { error, repeated } = Object(answer) as { error?: unknown; repeated?: unknown }
    const key = (request.headers.get('x-pusher-key') ?? '').slice(0, longestKey)
    const sender = this.#backendOf(key) ?? (key === '' ? 'a sender without a key' : `key ${key}`)
    const refusal = response.ok
      ? null
      : `${response.status}: ${typeof error === 'string' ? error : 'refused'}`
    const isRepeated = repeated === true
    const events = refusal === null ? eventsOf(body) : []
    const kept = refusal === null ? body : (body?.slice(0, longestRefused) ?? null)
    const names = events.map(({ name }) => name)
    const { id, at } = this.#feed.add({
      ...nothing,
      kind: 'webhook',
      event: refusal === null ? 'received' : 'refused',
      channels: [...new Set(events.map(({ channel }) => channel))],
      sender,
      bytes: body === null ? null : byteLength(body),
      data: kept,
      note: refusal ?? `${names.join(', ')}${isRepeated ? '; it came before' : ''}`,
    })
    this.#webhooks.push({ id, at, sender, events: names, body: kept, refusal, isRepeated })
    this.#webhooks = this.#webhooks.slice(-mostReceived)
  }
}

function eventsOf(body: string | null): Pick<WebhookEvent, 'name' | 'channel'>[] {
  const { events } = Object(JSON.parse(body ?? 'null')) as { events?: unknown }
  return (Array.isArray(events) ? events : []).filter(
    (event): event is WebhookEvent =>
      isObject(event) && typeof event['name'] === 'string' && typeof event['channel'] === 'string',
  )
}
