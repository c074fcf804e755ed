import type { PusherLike } from './pusher-like.ts'

interface Network {
  callbacks: { get(event: string): { fn: () => void }[] | undefined }
  unbind(event: string, callback: () => void): void
}

interface PusherStatics {
  instances?: unknown[]
  Runtime?: { getNetwork?(): Network }
}

/** An instance, and what lets go of it. */
export interface Released {
  readonly client: PusherLike
  release: () => void
}

const networkEvents = ['online', 'offline']

/**
 * Makes an instance together with what lets go of it: pusher-js keeps every instance in `Pusher.instances`, and
 * its listeners of the network for ever (pusher-js 8.6, `ConnectionManager`).
 */
export function createReleasable(create: () => PusherLike): Released {
  const client = create()
  const { instances, Runtime } = client.constructor as unknown as PusherStatics
  const network = Runtime?.getNetwork?.()
  // The constructor has just added its own, so they are the last.
  const listeners = networkEvents.map((event) => network?.callbacks.get(event)?.at(-1)?.fn)
  return {
    client,
    release() {
      client.disconnect()
      const index = instances?.indexOf(client) ?? -1
      if (index >= 0) instances?.splice(index, 1)
      networkEvents.forEach((event, at) => {
        const listener = listeners[at]
        if (listener) network?.unbind(event, listener)
      })
    },
  }
}
