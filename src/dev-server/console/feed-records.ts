import { webhookNote, type NewFeedRecord } from '../../inspector/index.ts'
import { byteLength, type HubEvent, type WebhookDelivery } from '../../protocol/index.ts'

type Recorded<Type extends HubEvent['type']> = (event: HubEvent & { type: Type }) => NewFeedRecord | null

/** The fields of a record without an event. */
export const nothing = {
  channels: [],
  sender: '',
  socketId: null,
  bytes: null,
  deliveries: null,
  data: null,
  note: null,
} as const satisfies Partial<NewFeedRecord>

/** Creates records from the events of the hub, except those of development tools. */
export class FeedRecords {
  /** Users by open socket. */
  readonly #users = new Map<string, string>()
  /** The open sockets of tools. */
  readonly #tools = new Set<string>()

  /**
   * Returns the record of an event; null for an event that the feed omits.
   *
   * @param isApiCall - true during a call of Pusher's HTTP API
   */
  of(event: HubEvent, isApiCall: boolean): NewFeedRecord | null {
    if (event.type === 'connected' && event.isTool) this.#tools.add(event.socketId)
    const isOfTool = 'socketId' in event && event.socketId !== null && this.#tools.has(event.socketId)
    const recorded = this.#recorders[event.type] as ((event: HubEvent) => NewFeedRecord | null) | undefined
    const record = recorded?.(event) ?? null
    if (event.type === 'disconnected') this.#forget(event.socketId)
    // A publish that excludes the socket of a tool comes from the app.
    if (record === null || (isOfTool && event.type !== 'published')) return null
    return event.type === 'published' && isApiCall ? { ...record, sender: 'HTTP API' } : record
  }

  #forget(socketId: string): void {
    this.#users.delete(socketId)
    this.#tools.delete(socketId)
  }

  #senderOf(socketId: string): string {
    return this.#users.get(socketId) ?? socketId
  }

  readonly #recorders: { [Type in HubEvent['type']]?: Recorded<Type> } = {
    connected: ({ socketId, origin }) => ({
      ...nothing,
      kind: 'connection',
      event: 'connected',
      sender: socketId,
      socketId,
      note: origin === null ? null : `From ${origin}`,
    }),
    disconnected: ({ socketId }) => ({
      ...nothing,
      kind: 'connection',
      event: 'disconnected',
      sender: this.#senderOf(socketId),
      socketId,
    }),
    'signed-in': ({ socketId, userId }) => {
      this.#users.set(socketId, userId)
      return { ...nothing, kind: 'connection', event: 'signed in', sender: userId, socketId }
    },
    'connection-refused': ({ code, reason }) => ({
      ...nothing,
      kind: 'refusal',
      event: 'connection refused',
      note: `${code}: ${reason}`,
    }),
    subscribed: (event) => this.#subscription('subscribed', event),
    unsubscribed: (event) => this.#subscription('unsubscribed', event),
    'subscription-refused': ({ socketId, channel, reason }) => ({
      ...nothing,
      kind: 'refusal',
      event: 'subscription refused',
      channels: [channel],
      sender: this.#senderOf(socketId),
      socketId,
      note: reason,
    }),
    'client-event': ({ socketId, userId, channel, event, data, deliveries }) => ({
      kind: 'client',
      event,
      channels: [channel],
      sender: userId ?? this.#senderOf(socketId),
      socketId,
      bytes: byteLength(data),
      deliveries,
      data,
      note: null,
    }),
    'client-event-refused': ({ socketId, channel, event, reason }) => ({
      ...nothing,
      kind: 'refusal',
      event: `${event} refused`,
      channels: channel === '' ? [] : [channel],
      sender: this.#senderOf(socketId),
      socketId,
      note: reason,
    }),
    published: ({ channels, event, data, socketId, deliveries }) => ({
      kind: 'publish',
      event,
      channels,
      sender: 'server',
      socketId,
      bytes: byteLength(data),
      deliveries,
      data,
      note: null,
    }),
    request: ({ method, path, status, reason }) =>
      status < 400
        ? null
        : {
            ...nothing,
            kind: 'refusal',
            event: `${method} ${path}`.slice(0, 200),
            sender: 'HTTP API',
            note: `${status}: ${(reason ?? '').trim()}`,
          },
    'webhooks-dropped': ({ kept }) => ({
      ...nothing,
      kind: 'webhook',
      event: 'failed',
      note: `More than ${kept} webhooks wait for an answer; the oldest was given up.`,
    }),
    webhook: ({ delivery }) => ofDelivery(delivery.state, delivery),
    'webhook-retry': ({ delivery }) => ofDelivery('retrying', delivery),
    'frame-failed': ({ socketId, reason }) => ({
      ...nothing,
      kind: 'refusal',
      event: 'frame failed',
      sender: this.#senderOf(socketId),
      socketId,
      note: `The server failed on a frame and closed the connection: ${reason}`,
    }),
  }

  #subscription(
    event: 'subscribed' | 'unsubscribed',
    { socketId, channel }: { socketId: string; channel: string },
  ): NewFeedRecord {
    return {
      ...nothing,
      kind: 'subscription',
      event,
      channels: [channel],
      sender: this.#senderOf(socketId),
      socketId,
    }
  }
}

function ofDelivery(event: string, { url, body, events, attempts }: WebhookDelivery): NewFeedRecord {
  return {
    ...nothing,
    kind: 'webhook',
    event,
    channels: [...new Set(events.map(({ channel }) => channel))],
    sender: url.slice(0, 200),
    bytes: byteLength(body),
    data: body,
    note: webhookNote(
      events.map(({ name }) => name),
      attempts,
    ),
  }
}
