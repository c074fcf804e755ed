import { base64ToBytes, channelKind, encrypt, type App } from '../../protocol/index.ts'
import { encryptionMasterKey } from './authorization.ts'
import { MockError } from '../mock-error.ts'
import type { MockUser } from '../mock-user.ts'
import type { MockContext } from '../state/mock-context.ts'

/** An event for subscribers, as the server's broadcaster sends it. */
export interface MockMessageToSend {
  /** The channels to publish on. */
  channels: readonly string[]
  /** The name of the event. */
  event: string
  /** The payload as JSON text. */
  data: string
  /** The connection that caused the event, which does not receive it. @defaultValue none */
  socketId?: string
}

/** The mock as a backend of `createPusherServer`. */
export interface MockBroadcaster {
  /** The backend's name in authorization requests. */
  readonly name: string
  /** The hub runs in this process. */
  readonly type: 'embedded'
  /** The app key of the mock. */
  readonly key: string
  /** The secret for signatures of subscriptions and sign-ins. */
  readonly secret: string
  /** Always null: the mock has no cluster. */
  readonly cluster: null
  /** Always false: nothing leaves the process. */
  readonly useTls: false
  /** The master key of encrypted channels: 32 bytes, base64. */
  readonly encryptionMasterKey: string
  /**
   * Sends in order.
   *
   * @returns number of connections that received the messages
   * @throws `Error` when Pusher would refuse one
   */
  send(messages: readonly MockMessageToSend[]): Promise<number>
  /** Closes all connections of a signed-in user. Never rejects. */
  terminateUser(userId: string): Promise<void>
  /** Number of open connections. */
  connections(): number
}

/** The user of a request, as the server's `authenticate` returns it. */
export interface MockRequestUser {
  /** The id of the user. */
  id: string
  /** Shown to the other members of presence channels. @defaultValue none */
  info?: Readonly<Record<string, unknown>>
  /** Users whose online status is sent after sign-in. @defaultValue none */
  watchlist?: readonly string[]
}

/** What the mock passes to the app's server. */
export interface MockServerContext {
  /** A backend that publishes to the mock. */
  broadcaster: MockBroadcaster
  /** The mock's app with its key and secret, for a server that signs by itself. */
  app: App
  /**
   * Returns which client of the mock sent a request, for servers without tokens. Never null for requests through
   * `mock.fetch`.
   */
  authenticate: (request: Request) => MockRequestUser | null
}

/** The app's own server. `createPusherServer` of `react-pusher-kit/server` returns an object of this type. */
export interface MockServer {
  /** Handles a request. */
  fetch(request: Request): Response | Promise<Response>
}

/** Creates the app's server for the mock. */
export type CreateMockServer = (context: MockServerContext) => MockServer

/** The header in which `mock.fetch` passes the user to the server's `authenticate`. */
const userHeader = 'mock-user'

/** The app's server in memory. */
export class AppServer {
  readonly #server: MockServer

  constructor(context: MockContext, create: CreateMockServer) {
    const server = create({ broadcaster: broadcasterOn(context), app: context.app, authenticate: readUser })
    if (typeof Object(server).fetch !== 'function') {
      throw new MockError(
        'conflicting_options',
        'Expected `server` to return a server with a fetch(request) method, as createPusherServer() does, but got another value; return the server.',
      )
    }
    this.#server = server
  }

  async answer(url: URL, { method, headers, body }: RequestInit, user: MockUser): Promise<Response> {
    const marked = new Headers(headers)
    marked.set(userHeader, encodeURIComponent(JSON.stringify(user)))
    const isForm = body instanceof URLSearchParams
    if (isForm && !marked.has('content-type')) {
      marked.set('content-type', 'application/x-www-form-urlencoded;charset=UTF-8')
    }
    const request = new Request(url, {
      method: method ?? 'GET',
      headers: marked,
      ...(body == null || body === '' ? {} : { body: isForm ? body.toString() : body }),
    })
    return this.#server.fetch(request)
  }
}

function broadcasterOn(context: MockContext): MockBroadcaster {
  const { app, hub } = context

  function publish({ channels, event, data, socketId }: MockMessageToSend): number {
    const [channel = ''] = channels
    const isEncrypted = channelKind(channel).kind === 'encrypted'
    const sealed = isEncrypted
      ? encrypt(channel, data, base64ToBytes(encryptionMasterKey), context.nonce())
      : data
    hub.publish(app.id, { channels, event, data: sealed, ...(socketId === undefined ? {} : { socketId }) })
    return channels.reduce((sum, name) => sum + hub.channel(app.id, name).subscriptionCount, 0)
  }

  return {
    name: 'mock',
    type: 'embedded',
    key: app.key,
    secret: app.secret,
    cluster: null,
    useTls: false,
    encryptionMasterKey,
    send: async (messages) => messages.reduce((sum, message) => sum + publish(message), 0),
    terminateUser: async (userId) => hub.terminateUser(app.id, userId),
    connections: () => hub.size().connections,
  }
}

function readUser(request: Request): MockRequestUser | null {
  const text = request.headers.get(userHeader)
  if (text === null) return null
  const { id, info, watchlist } = JSON.parse(decodeURIComponent(text)) as MockUser
  return {
    id: String(id),
    ...(isRecord(info) && { info }),
    ...(watchlist && { watchlist }),
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
