import Pusher from 'pusher-js'
import type { PusherLike } from './pusher-like.ts'

/** pusher-js's network monitor, shared by all its instances. */
interface Network {
  callbacks: { get: (event: string) => { fn: () => void }[] | undefined }
  unbind: (event: string, callback: () => void) => void
}

/** An instance, and a function that disposes it. */
export interface DisposableClient {
  readonly client: PusherLike
  dispose: () => void
}

/**
 * Creates an instance that can be garbage-collected: pusher-js keeps every instance in `Pusher.instances`, and never
 * removes its network listeners (pusher-js 8.6, `ConnectionManager`). The listeners of another build of pusher-js are
 * not accessible.
 */
export function createDisposableClient(create: () => PusherLike): DisposableClient {
  const network = Pusher.Runtime.getNetwork() as unknown as Network
  const listeners = () =>
    networkEvents.flatMap((event) => (network.callbacks.get(event) ?? []).map(({ fn }) => ({ event, fn })))
  const before = new Set(listeners().map(({ fn }) => fn))
  const client = create()
  const added = listeners().filter(({ fn }) => !before.has(fn))
  return {
    client,
    dispose() {
      client.disconnect()
      // After a close code from 4100 to 4299, pusher-js starts two retry timers and loses one, which would connect again.
      Object.assign(client.connection, { connect: () => undefined })
      const { instances = [] } = client.constructor as { instances?: unknown[] }
      const index = instances.indexOf(client)
      if (index >= 0) instances.splice(index, 1)
      for (const { event, fn } of added) network.unbind(event, fn)
    },
  }
}

const networkEvents = ['online', 'offline']
