import Pusher from 'pusher-js'
import type { PusherLike } from './pusher-like.ts'

/** pusher-js's watch on the network, of which all its instances share one. */
interface Network {
  callbacks: { get: (event: string) => { fn: () => void }[] | undefined }
  unbind: (event: string, callback: () => void) => void
}

/** An instance, and what lets go of it. */
export interface DisposableClient {
  readonly client: PusherLike
  dispose: () => void
}

/**
 * Makes an instance together with what lets go of it: pusher-js keeps every instance in `Pusher.instances`, and
 * its listeners of the network for ever (pusher-js 8.6, `ConnectionManager`). Those of another build of pusher-js
 * are out of reach.
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
      const { instances = [] } = client.constructor as { instances?: unknown[] }
      const index = instances.indexOf(client)
      if (index >= 0) instances.splice(index, 1)
      for (const { event, fn } of added) network.unbind(event, fn)
    },
  }
}

const networkEvents = ['online', 'offline']
