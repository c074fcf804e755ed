import type { AppServer } from './app-server.ts'
import type { Authorization } from './authorization.ts'
import type { MockRoute } from './http-faults.ts'
import type { MockHistory, StoredEvent } from '../state/history.ts'
import { handleMessage, type MockMessageHandlers } from './messages.ts'
import type { MockUser } from '../mock-user.ts'
import type { Publisher } from './publisher.ts'
import type { MockContext } from '../state/mock-context.ts'
import type { MockConnections } from '../transport/mock-connections.ts'

export interface EndpointRequest {
  url: URL
  fields: Record<string, unknown>
  token: string | null
  /** The text matched by the group of the path. */
  segment: string
}

export interface EndpointAnswer {
  status: number
  body: unknown
}

/** A route of the app's own server, in the format of the kit's reference server. */
export interface Endpoint {
  route: MockRoute
  path: RegExp
  /** Recognises requests to a custom path. */
  fits?: (fields: Record<string, unknown>) => boolean
  answer: (request: EndpointRequest) => Promise<EndpointAnswer> | EndpointAnswer
}

export interface EndpointParts {
  context: MockContext
  connections: MockConnections
  authorization: Authorization
  publisher: Publisher
  history: MockHistory
  /** The user of requests without a socket id. */
  user: MockUser
  messages: MockMessageHandlers | undefined
  /** Handles requests instead of the endpoints. */
  server: AppServer | null
}

type Fields = EndpointRequest['fields']

/** The routes; the first match is used. */
export function endpointTable({
  context,
  connections,
  authorization,
  publisher,
  history,
  user,
  messages,
}: EndpointParts): Endpoint[] {
  let receipts = 0

  function authorize(fields: Fields, channelName: string | null, token: string | null) {
    const socketId = textOf(fields['socket_id'])
    const owner = connections.socketOf(socketId)?.user ?? user
    return authorization.answer({ channelName, socketId, user: owner, token })
  }

  function numbers(stored: StoredEvent | null) {
    return { seq: stored?.seq ?? null, epoch: stored ? history.epoch : null }
  }

  function receipt(stored: StoredEvent | null) {
    receipts += 1
    return {
      id: `receipt-${receipts}`,
      ...numbers(stored),
      accepted_at: new Date(context.clock.now()).toISOString(),
    }
  }

  async function answerMessage(fields: Fields): Promise<EndpointAnswer> {
    const { message_type: type, payload } = fields
    const sender = connections.socketOf(textOf(fields['socket_id']))?.user ?? user
    const channel = textOf(fields['channel'] ?? `private-user-${sender.id}`)
    if (!messages) return ok(publish({ ...fields, channel }, type, payload))
    const outcome = await handleMessage(messages, {
      user: sender,
      type: textOf(type),
      payload,
      channel,
      publish: (event, data) => publisher.publish([channel], event, data)[0] ?? null,
    })
    if ('stored' in outcome) return ok(receipt(outcome.stored))
    return { status: outcome.status, body: { error: outcome.error ?? 'Refused' } }
  }

  function publish(fields: Fields, event: unknown, data: unknown) {
    const { channel, channels = [channel] } = fields
    const names = (Array.isArray(channels) ? channels : [channels]).map(textOf)
    const socketId = textOf(fields['socket_id'])
    const stored = publisher.publish(names, textOf(event), data, socketId === '' ? undefined : socketId)
    return {
      ...receipt(stored[0] ?? null),
      channels: Object.fromEntries(names.map((name, index) => [name, numbers(stored[index] ?? null)])),
    }
  }

  return [
    {
      route: 'auth',
      path: /\/auth\/batch$/,
      fits: ({ channel_names: names }) => Array.isArray(names),
      answer: async ({ fields, token }) => {
        const names = listOf(fields['channel_names']).map(textOf)
        const answers = await Promise.all(
          names.map(async (name) => {
            const { status, body } = await authorize(fields, name, token)
            return [name, status === 200 ? { status, data: body } : { status, ...(body as object) }]
          }),
        )
        return ok({ channels: Object.fromEntries(answers) })
      },
    },
    {
      route: 'auth',
      path: /\/pusher\/auth$/,
      fits: ({ channel_name: name }) => name !== undefined,
      answer: ({ fields, token }) => authorize(fields, textOf(fields['channel_name']), token),
    },
    {
      route: 'trigger',
      path: /\/trigger\/batch$/,
      fits: ({ batch }) => Array.isArray(batch),
      answer: ({ fields }) => {
        const batch = listOf(fields['batch'])
        const wrong = batch.findIndex((entry) => !isFields(entry))
        if (wrong !== -1) {
          const error = 'Expected an event as an object.'
          return { status: 400, body: { error, code: 'invalid_field', field: `batch[${wrong}]` } }
        }
        return ok({
          results: batch.filter(isFields).map((event) => publish(event, event['event'], event['data'])),
        })
      },
    },
    {
      route: 'trigger',
      path: /\/trigger$/,
      fits: ({ event }) => event !== undefined,
      answer: ({ fields }) => ok(publish(fields, fields['event'], fields['data'])),
    },
    {
      route: 'message',
      path: /\/message$/,
      fits: ({ message_type: type }) => type !== undefined,
      answer: ({ fields }) => answerMessage(fields),
    },
    {
      route: 'history',
      path: /\/channels\/([^/]+)\/events$/,
      answer: ({ url, segment }) => ok(history.page(segment, url.searchParams)),
    },
    { route: 'status', path: /\/status$/, answer: () => ok({ active: context.app.key }) },
    {
      route: 'userAuth',
      path: /\/user-auth$/,
      fits: ({ socket_id: socketId }) => socketId !== undefined,
      answer: ({ fields, token }) => authorize(fields, null, token),
    },
  ]
}

function ok(body: unknown): EndpointAnswer {
  return { status: 200, body }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
