import type { User } from '../auth/authentication.ts'
import { typeName } from '../http/request/http-error.ts'
import type { AppendResult } from '../store/event-store.ts'

/** A message that a client sent to `POST /api/v1/pusher/message`, or to the route of its handler. */
export interface ClientMessage {
  /** The sender. */
  user: User
  /** The type of the message, which is the name of its handler. */
  type: string
  /** Its content, not validated; on a handler's own route, the whole body. */
  payload: unknown
  /** The channel of the request; by default `private-user-{id}` of the sender. */
  channel: string
  /**
   * Publishes in the message's channel on behalf of the sender, whose `publish` policy is checked. The connection in
   * `socket_id` does not receive the event. `server.publish` publishes on behalf of the server.
   *
   * @returns the number of the event; null on channels that are not persisted
   * @throws {@link HttpError} when the sender may not publish the event, or it cannot be sent
   */
  publish: (event: string, data: unknown, options?: MessagePublishOptions) => Promise<AppendResult | null>
}

/** Options for publishing an event from a message handler. */
export interface MessagePublishOptions {
  /** The channel to publish on. @defaultValue the message's channel */
  channel?: string
}

/** Handles a message. The receipt contains the numbers of the events that it published. */
export type MessageHandler = (
  message: ClientMessage,
) => Promise<AppendResult | null | void> | AppendResult | null | void

/**
 * A handler with its own route.
 *
 * @example
 * ```ts
 * import type { RoutedMessageHandler } from 'react-pusher-kit/server'
 *
 * // POST /api/v1/pusher/environment/create {"name": "staging"}
 * export const createEnvironment: RoutedMessageHandler = {
 *   route: '/environment/create',
 *   handle: ({ payload, publish }) => publish('environment.created', payload),
 * }
 * ```
 */
export interface RoutedMessageHandler {
  /**
   * Path below `{basePath}/pusher` whose POST calls the handler. The body, a JSON object, is the payload. Its
   * `channel` and `socket_id` have the same meaning as in `POST /api/v1/pusher/message`.
   */
  route: `/${string}`
  /** The handler. */
  handle: MessageHandler
}

/** Handlers by message type. Types without a handler are refused. */
export type MessageHandlers = Readonly<Record<string, MessageHandler | RoutedMessageHandler>>

/** A handler, as the routes use it. */
export interface NamedHandler {
  type: string
  route: string | null
  handle: MessageHandler
}

/** Segments without characters that have a meaning in a router or a URL. */
const plainPath = /^(\/(?!\.\.?(\/|$))[A-Za-z0-9._~-]+)+$/

/**
 * The handlers by type.
 *
 * @throws `Error` when one of them is not a handler, or its route is not a path or is used twice
 */
export function namedHandlers(
  handlers: MessageHandlers | undefined,
): ReadonlyMap<string, NamedHandler> | undefined {
  if (!handlers) return undefined
  const byRoute = new Map<string, string>()
  const named = Object.entries<unknown>(handlers).map(([type, handler]): NamedHandler => {
    if (typeof handler === 'function') return { type, route: null, handle: handler as MessageHandler }
    const { route, handle } = Object(handler) as Partial<Record<keyof RoutedMessageHandler, unknown>>
    if (typeof handle !== 'function') {
      throw new Error(
        `Expected \`messages.${type}\` to be a function or \`{ route, handle }\` but got ${typeName(handler)}.`,
      )
    }
    if (typeof route !== 'string' || !plainPath.test(route)) {
      const got = typeof route === 'string' ? JSON.stringify(route) : typeName(route)
      throw new Error(
        `Expected \`messages.${type}.route\` to be a path such as /environment/create, of A-Z a-z 0-9 . _ ~ - ` +
          `between its slashes, but got ${got}.`,
      )
    }
    const other = byRoute.get(route)
    if (other !== undefined) throw takenRoute(type, route, `that of \`messages.${other}\``)
    byRoute.set(route, type)
    return { type, route, handle: handle as MessageHandler }
  })
  return new Map(named.map((handler) => [handler.type, handler]))
}

/** @param owner - the owner of the route: `that of …` */
export function takenRoute(type: string, route: string, owner: string): Error {
  return new Error(
    `Expected \`messages.${type}.route\` to be free but \`${route}\` is ${owner}; choose another path.`,
  )
}

/**
 * The response to a message or a trigger.
 *
 * @example
 * ```ts
 * import type { MessageReceipt } from 'react-pusher-kit/server'
 *
 * const response = await fetch('/api/v1/realtime/trigger', {
 *   method: 'POST',
 *   body: JSON.stringify({ channel: 'news', event: 'published', data: {} }),
 * })
 * const { seq }: MessageReceipt = await response.json()
 * ```
 */
export interface MessageReceipt {
  /** A unique id, for the log. */
  id: string
  /** `seq` of the last numbered event; null when there was none. */
  seq: number | null
  /** Changes when the store resets its counters; null when no event was numbered. */
  epoch: string | null
  /** When the server accepted it, ISO 8601. */
  accepted_at: string
}

export function receipt(result: AppendResult | null | void): MessageReceipt {
  return {
    id: crypto.randomUUID(),
    seq: result?.lastSeq ?? null,
    epoch: result?.epoch ?? null,
    accepted_at: new Date().toISOString(),
  }
}
