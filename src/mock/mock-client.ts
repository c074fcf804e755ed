import BuiltInPusher from 'pusher-js'
import { nacl } from '../protocol/index.ts'
import type { Authorization } from './authorization.ts'
import { answerAuthRequests, type AnswerPost } from './memory-xhr.ts'
import type { MockUser } from './mock-types.ts'
import { wireInstance } from './pusher-internals.ts'
import type { PusherClient, PusherConstructor, PusherOptions, PusherStatics } from './pusher-types.ts'
import { Reachability } from './reachability.ts'
import { tokenOf } from './request-fields.ts'
import { MockSocket } from './socket.ts'
import type { World } from './world.ts'

/** One pusher-js instance on the wire, and who it is. */
export interface MockClient {
  readonly pusher: PusherClient
  readonly user: MockUser
  /** Tells the instance what a browser would tell it of the network. */
  tell(event: 'online' | 'offline'): void
  /** Disconnects, and takes the instance out of everything that pusher-js keeps for ever. */
  dispose(): void
}

/** Builds a pusher-js instance whose sockets and auth requests are the mock's. */
export function createClient(
  world: World,
  authorization: Authorization,
  Base: PusherConstructor = BuiltInPusher,
): (appKey: string, options: Partial<PusherOptions>, user: MockUser) => MockClient {
  const statics = Base as unknown as PusherStatics
  return (appKey, options, user) => {
    const answer = answerFor(authorization, user)
    class WiredPusher extends Base {
      /** The base constructor ends with this call, so the wire is in place before the first attempt. */
      override connect(): void {
        const isNew = wireInstance(this, (url) => new MockSocket(world, user, url))
        if (isNew) answerAuthRequests(this, options, statics, answer)
        super.connect()
      }
    }
    const [pusher, reachability] = Reachability.watch(
      statics,
      () => new WiredPusher(appKey, withMockDefaults(options)),
    )
    return {
      pusher,
      user,
      tell: (event) => reachability.tell(event),
      dispose() {
        pusher.disconnect()
        reachability.release()
        const index = statics.instances.indexOf(pusher)
        if (index !== -1) statics.instances.splice(index, 1)
      },
    }
  }
}

function withMockDefaults(options: Partial<PusherOptions>): PusherOptions {
  return { nacl, ...options, cluster: options.cluster ?? 'mock', enabledTransports: ['ws', 'wss'] }
}

/** pusher-js posts a form; a sign-in names no channel. */
function answerFor(authorization: Authorization, user: MockUser): AnswerPost {
  return (body, headers) => {
    const form = new URLSearchParams(body)
    return authorization.answer({
      channelName: form.get('channel_name'),
      socketId: form.get('socket_id') ?? '',
      user,
      token: tokenOf(headers),
    })
  }
}
