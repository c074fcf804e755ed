import type { Authorization } from './authorization.ts'
import type { MockHistory, StoredEvent } from './history.ts'
import { handleMessage, type MockMessageHandlers } from './messages.ts'
import type { MockUser } from './mock-types.ts'
import type { Publisher } from './publisher.ts'
import type { World } from './world.ts'

export interface EndpointRequest {
  url: URL
  fields: Record<string, unknown>
  token: string | null
  /** What the path's group matched. */
  segment: string
}

export interface EndpointAnswer {
  status: number
  body: unknown
}

/** One route of the app's own server, in the shapes of the kit's reference server. */
export interface Endpoint {
  path: RegExp
  /** Recognises a request at a path of the app's own choosing. */
  fits?: (fields: Record<string, unknown>) => boolean
  answer: (request: EndpointRequest) => Promise<EndpointAnswer> | EndpointAnswer
}

export interface EndpointParts {
  world: World
  authorization: Authorization
  publisher: Publisher
  history: MockHistory
  /** Who asks where no socket says it. */
  user: MockUser
  messages: MockMessageHandlers | undefined
}

type Fields = EndpointRequest['fields']

/** The first that matches answers. */
export function endpointTable({
  world,
  authorization,
  publisher,
  history,
  user,
  messages,
}: EndpointParts): Endpoint[] {
  let receipts = 0

  function authorize(fields: Fields, channelName: string | null, token: string | null) {
    const socketId = textOf(fields['socket_id'])
    const owner = world.socketOf(socketId)?.user ?? user
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
      accepted_at: new Date(world.clock.now()).toISOString(),
    }
  }

  async function answerMessage(fields: Fields): Promise<EndpointAnswer> {
    const { message_type: type, payload } = fields
    if (!messages) return ok(publish(fields, type, payload))
    const channel = textOf(fields['channel'])
    const outcome = await handleMessage(messages, {
      user: world.socketOf(textOf(fields['socket_id']))?.user ?? user,
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
      path: /\/pusher\/auth$/,
      fits: ({ channel_name: name }) => name !== undefined,
      answer: ({ fields, token }) => authorize(fields, textOf(fields['channel_name']), token),
    },
    {
      path: /\/trigger\/batch$/,
      fits: ({ batch }) => Array.isArray(batch),
      answer: ({ fields }) =>
        ok({
          results: listOf(fields['batch']).map((entry) => {
            const event = entry as Fields
            return publish(event, event['event'], event['data'])
          }),
        }),
    },
    {
      path: /\/trigger$/,
      fits: ({ event }) => event !== undefined,
      answer: ({ fields }) => ok(publish(fields, fields['event'], fields['data'])),
    },
    {
      path: /\/message$/,
      fits: ({ message_type: type }) => type !== undefined,
      answer: ({ fields }) => answerMessage(fields),
    },
    {
      path: /\/channels\/([^/]+)\/events$/,
      answer: ({ url, segment }) => ok(history.page(segment, url.searchParams)),
    },
    { path: /\/status$/, answer: () => ok({ active: world.app.key }) },
    {
      path: /\/user-auth$/,
      fits: ({ socket_id: socketId }) => socketId !== undefined,
      answer: ({ fields, token }) => authorize(fields, null, token),
    },
  ]
}

function ok(body: unknown): EndpointAnswer {
  return { status: 200, body }
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
