import BuiltInPusher from 'pusher-js'
import type Pusher from 'pusher-js'
import type { Options as PusherOptions } from 'pusher-js'
import { nacl } from '../protocol/index.ts'
import { authHandlers } from './auth-handlers.ts'
import type { Authorization } from './authorization.ts'
import type { MockUser } from './mock-types.ts'
import { wireInstance } from './pusher-internals.ts'
import { MockSocket } from './socket.ts'
import type { World } from './world.ts'

/** One pusher-js instance on the wire, and who it is. */
export interface MockClient {
  readonly pusher: Pusher
  readonly user: MockUser
}

/** Builds pusher-js instances whose sockets are the mock's. */
export function createClientFactory(
  world: World,
  authorization: Authorization,
  Base: typeof Pusher = BuiltInPusher,
): (appKey: string, options: Partial<PusherOptions>, user: MockUser) => Pusher {
  return (appKey, options, user) => {
    let client: MockClient
    class WiredPusher extends Base {
      /** The base constructor ends with this call, so the wire is in place before the first attempt. */
      override connect(): void {
        client ??= { pusher: this, user }
        wireInstance(this, (url) => new MockSocket(world, client, url))
        super.connect()
      }
    }
    const pusher = new WiredPusher(appKey, withMockDefaults(options, user, authorization))
    client ??= { pusher, user }
    world.clients.add(client)
    return pusher
  }
}

function withMockDefaults(
  options: Partial<PusherOptions>,
  user: MockUser,
  authorization: Authorization,
): PusherOptions {
  return {
    nacl,
    ...authHandlers(authorization, user),
    ...options,
    cluster: options.cluster ?? 'mock',
    enabledTransports: ['ws', 'wss'],
  }
}
