import BuiltInPusher from 'pusher-js'
import { nacl } from '../../protocol/index.ts'
import type { AppServer } from '../backend/app-server.ts'
import type { Authorization } from '../backend/authorization.ts'
import { answerAuthRequests, type AnswerPost } from './memory-xhr.ts'
import type { MockUser } from '../mock-user.ts'
import { wireInstance } from './pusher-internals.ts'
import type { PusherClient, PusherConstructor, PusherJsOptions, PusherStatics } from './pusher-types.ts'
import { Reachability } from './reachability.ts'
import { tokenOf } from '../backend/request-fields.ts'
import { MockSocket } from './socket.ts'
import type { MockContext } from '../state/mock-context.ts'

/** A pusher-js instance that is connected to the mock, and its user. */
export interface MockClient {
  readonly pusher: PusherClient
  readonly user: MockUser
  /** Emits a network event of the browser to this instance. */
  emitNetworkEvent(event: 'online' | 'offline'): void
  /** Disconnects, and removes the instance from pusher-js's lists, which pusher-js never clears. */
  dispose(): void
}

/** Handles the auth requests of clients. */
export interface ClientParts {
  context: MockContext
  /** The open sockets of all clients. */
  sockets: Set<MockSocket>
  authorization: Authorization
  /** Handles requests instead of `authorization`. */
  server: AppServer | null
}

/** Creates a pusher-js instance whose sockets and auth requests are handled by the mock. */
export function createClient(
  parts: ClientParts,
  Base: PusherConstructor = BuiltInPusher,
): (appKey: string, options: Partial<PusherJsOptions>, user: MockUser) => MockClient {
  const { context, sockets } = parts
  const statics = Base as unknown as PusherStatics
  return (appKey, options, user) => {
    const answer = answerFor(parts, user)
    class WiredPusher extends Base {
      /** The base constructor calls this last, so the sockets are replaced before the first connection attempt. */
      override connect(): void {
        const isNew = wireInstance(this, (url) => new MockSocket(context, sockets, user, url))
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
      emitNetworkEvent: (event) => reachability.emit(event),
      dispose() {
        pusher.disconnect()
        // After a close code from 4100 to 4299, pusher-js starts two retry timers and loses one, which would connect again.
        Object.assign(pusher.connection, { connect: () => undefined })
        reachability.release()
        const index = statics.instances.indexOf(pusher)
        if (index !== -1) statics.instances.splice(index, 1)
      },
    }
  }
}

function withMockDefaults(options: Partial<PusherJsOptions>): PusherJsOptions {
  return { nacl, ...options, cluster: options.cluster ?? 'mock', enabledTransports: ['ws', 'wss'] }
}

/** pusher-js posts a form. A sign-in has no channel. */
function answerFor({ context, authorization, server }: ClientParts, user: MockUser): AnswerPost {
  return async (body, headers, url) => {
    const form = new URLSearchParams(body)
    const channelName = form.get('channel_name')
    const endpoint = new URL(endpointOf(url), 'http://mock')
    const route = channelName === null ? 'userAuth' : 'auth'
    try {
      const faulty = await context.faults.answer(
        { route, pathname: endpoint.pathname, signal: null },
        () => {},
      )
      if (faulty) return { status: faulty.status, text: await faulty.text() }
    } catch {
      return { status: 0, text: '' }
    }
    if (server) {
      const land = context.inFlight.start()
      const response = await server.answer(endpoint, { method: 'POST', headers, body }, user).finally(land)
      return { status: response.status, text: await response.text() }
    }
    const { status, body: answer } = await authorization.answer({
      channelName,
      socketId: form.get('socket_id') ?? '',
      user,
      token: tokenOf(headers),
    })
    return { status, text: JSON.stringify(answer) }
  }
}

/** pusher-js's default path is not a route of the kit's server. */
function endpointOf(url: string): string {
  return url === '/pusher/user-auth' ? '/api/v1/pusher/user-auth' : url
}
