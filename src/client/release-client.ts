import Pusher from 'pusher-js'
import type { PusherLike } from './pusher-like.ts'

/** pusher-js's watch on the network, of which all its instances share one. */
interface Network {
  callbacks: { get: (event: string) => { fn: () => void }[] | undefined }
  unbind: (event: string, callback: () => void) => void
}

/** An instance, and what lets go of it. */
export interface Released {
  readonly client: PusherLike
  release: () => void
}

/**
 * Makes an instance together with what lets go of it: pusher-js keeps every instance in `Pusher.instances`, and
 * its listeners of the network for ever (pusher-js 8.6, `ConnectionManager`). Those of another build of pusher-js
 * are out of reach.
 */
export function createReleasable(create: () => PusherLike): Released {
  const network = Pusher.Runtime.getNetwork() as unknown as Network
  const listenersOf = (event: string) => (network.callbacks.get(event) ?? []).map(({ fn }) => fn)
  const before = new Set(networkEvents.flatMap(listenersOf))
  const client = create()
  const added = networkEvents.map((event) => listenersOf(event).filter((listener) => !before.has(listener)))
  return {
    client,
    release() {
      client.disconnect()
      const { instances = [] } = client.constructor as { instances?: unknown[] }
      const index = instances.indexOf(client)
      if (index >= 0) instances.splice(index, 1)
      networkEvents.forEach((event, at) => {
        for (const listener of added[at] ?? []) network.unbind(event, listener)
      })
    },
  }
}

const networkEvents = ['online', 'offline']
