import Pusher from 'pusher-js'
import type { Arrival } from './requests.ts'
import { clientAt } from '../settings-at.ts'

/** A page of an older app: pusher-js without the kit. */
export interface SeedPage {
  socketId: string
  /** What came so far. */
  readonly arrived: readonly Arrival[]
  close: () => void
}

export interface PageSettings {
  appKey: string
  port: number
  channels: readonly string[]
}

/** Connects without credentials, and resolves when every channel is subscribed. */
export async function openPage({ appKey, port, channels }: PageSettings): Promise<SeedPage> {
  const pusher = new Pusher(appKey, {
    ...clientAt(port),
    channelAuthorization: { endpoint: `http://127.0.0.1:${port}/pusher/auth`, transport: 'ajax' },
  })
  const arrived: Arrival[] = []
  const subscribed = [...new Set(channels)].map((name) => {
    const channel = pusher.subscribe(name)
    channel.bind_global((event: string, data: object) => {
      if (!event.startsWith('pusher:')) arrived.push({ channel: name, event, data })
    })
    return new Promise<void>((resolve, reject) => {
      channel.bind('pusher:subscription_succeeded', () => resolve())
      channel.bind('pusher:subscription_error', (error: unknown) => {
        reject(new Error(`Expected to subscribe to ${name}: ${JSON.stringify(error)}`))
      })
    })
  })
  await Promise.all(subscribed)
  return { socketId: pusher.connection.socket_id, arrived, close: () => pusher.disconnect() }
}
