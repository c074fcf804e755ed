import { byteLength, type WebhookEvent } from '../../protocol/index.ts'
import { isObject, readText } from '../../server/internal.ts'
import type { Feed } from './feed.ts'
import { nothing } from './feed-records.ts'

/** A webhook that a backend outside posted to this server. */
export interface ConsoleReceivedWebhook {
  /** The id of its record in the feed. */
  id: number
  /** Epoch ms. */
  at: number
  /** The name of the backend whose key it has, or that key. */
  sender: string
  /** The kinds of its events; empty for one that was refused. */
  events: readonly string[]
  /** As it was received; of a refused one the first 10 000 characters. Null where it was not read. */
  body: string | null
  /** Why it was refused, as a sentence with the status; null for one that was verified. */
  refusal: string | null
  /** It came before. */
  isRepeated: boolean
}

/** Webhooks that are kept. */
export const mostReceived = 200
/** Characters of a body that nobody signed. */
const longestRefused = 10_000
/** As the server reads a body. */
const bodyLimits = { maxBytes: 256_000, timeoutMs: 10_000 }
/** Characters of the key that a request names. */
const longestKey = 60

/** The routes for webhooks of Pusher, and of servers that are compatible with it. */
const webhookPath = /^(?:\/api\/v1)?\/pusher\/webhook$/

/** The webhooks that backends outside post to the reference server. Those of the hub stay in the process. */
export class ReceivedWebhooks {
  readonly #feed: Feed
  readonly #backendOf: (key: string) => string | undefined
  #webhooks: ConsoleReceivedWebhook[] = []

  /** @param backendOf - the name of the backend that has a key */
  constructor(feed: Feed, backendOf: (key: string) => string | undefined) {
    this.#feed = feed
    this.#backendOf = backendOf
  }

  /** Newest first. */
  read(): ConsoleReceivedWebhook[] {
    return this.#webhooks.toReversed()
  }

  /** Passes a request to the server, and records it where it is a webhook. */
  async answer(request: Request, respond: (request: Request) => Promise<Response>): Promise<Response> {
    if (request.method !== 'POST' || !webhookPath.test(new URL(request.url).pathname)) return respond(request)
    const copy = request.clone()
    const response = await respond(request)
    // The sender does not wait for the Console.
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
