import type { HubEvent, HubSize, WebhookDelivery } from '../../src/protocol/index.ts'
import { RawWire, type RawClient } from './raw-wire.ts'

export interface SoakReport {
  /** What the hub told, counted by type. */
  events: Record<string, number>
  /** Published events that clients received. */
  received: number
  /** Last events of cache channels that newcomers received. */
  replayed: number
  /** Deliveries that the hub counted. */
  deliveries: number
  clientEventDeliveries: number
  webhooks: readonly WebhookDelivery[]
  /** The hub's tables when everybody had gone. */
  size: HubSize
  pendingTimers: number
}

const channels = [
  'logs',
  'cache-logs',
  'private-a',
  'private-cache-a',
  'private-encrypted-a',
  'presence-a',
  'presence-b',
]

/** Random visits from a seed on a clock that stands still, until everybody has gone. */
export async function soak(connections: number, minutes: number, random: () => number): Promise<SoakReport> {
  const events: Record<string, number> = {}
  let deliveries = 0
  const observe = (event: HubEvent): void => {
    events[event.type] = (events[event.type] ?? 0) + 1
    if (event.type === 'published') deliveries += event.deliveries
  }
  const wire = new RawWire(
    { webhooks: [{ url: 'https://app.test', events: ['channel_occupied', 'channel_vacated'] }] },
    { observe, random, postWebhook: () => Promise.resolve(200) },
  )
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const clients: (RawClient | null)[] = Array.from({ length: connections }, () => null)
  let received = 0
  let replayed = 0
  let clientEventDeliveries = 0

  function read(client: RawClient): void {
    let entered: string | undefined
    for (const { event, channel } of client.take()) {
      if (event === 'pusher:ping') client.say({ event: 'pusher:pong', data: {} })
      if (event === 'e' && entered === channel) replayed += 1
      else if (event === 'e') received += 1
      const isEntry = event === 'pusher_internal:subscription_succeeded' && channel?.includes('cache-')
      entered = isEntry ? channel : undefined
      if (event.startsWith('client-')) clientEventDeliveries += 1
    }
  }

  function act(index: number): void {
    const client = clients[index]
    if (!client || client.closed) {
      clients[index] = wire.connect()
      return
    }
    read(client)
    const channel = pick(channels)
    const deed = random()
    if (deed < 0.4)
      client.subscribe(channel, channel.startsWith('presence-') ? { member: { user_id: index % 50 } } : {})
    else if (deed < 0.55) client.say({ event: 'pusher:unsubscribe', data: { channel } })
    else if (deed < 0.7) client.say({ event: 'client-x', channel, data: { index } })
    else if (deed < 0.85) wire.hub.publish(wire.app.id, { channels: [channel], event: 'e', data: '1' })
    else if (deed < 0.9) client.signIn({ id: `user-${index % 30}`, watchlist: ['user-1', 'user-2'] })
    else if (deed < 0.95) client.say({ event: 'pusher:ping', data: {} })
    else leave(index, client)
  }

  function leave(index: number, client: RawClient): void {
    read(client)
    client.leave()
    clients[index] = null
  }

  for (let second = 0; second < minutes * 60; second++) {
    for (let index = 0; index < connections; index++) if (random() < 0.2) act(index)
    wire.clock.advance(1000)
    await Promise.resolve()
    for (const client of clients) if (client) read(client)
  }
  for (const [index, client] of clients.entries()) if (client) leave(index, client)
  wire.clock.advance(3000)
  for (let turn = 0; turn < 5; turn++) await Promise.resolve()
  wire.clock.advance(30 * 60_000)
  return {
    events,
    received,
    replayed,
    deliveries,
    clientEventDeliveries,
    webhooks: wire.hub.webhooks(wire.app.id),
    size: wire.hub.size(),
    pendingTimers: wire.clock.pending,
  }
}
