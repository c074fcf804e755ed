import type { Authorization } from './authorization.ts'
import type { MockHistory } from './history.ts'
import { MockError } from './mock-error.ts'
import type { MockUser } from './mock-types.ts'
import type { Publisher } from './publisher.ts'
import { readFields, tokenOf } from './request-fields.ts'
import type { World } from './world.ts'

interface Endpoint {
  path: RegExp
  answer: (request: EndpointRequest) => Promise<Answer> | Answer
}

interface EndpointRequest {
  url: URL
  fields: Record<string, unknown>
  token: string | null
  /** What the path's group matched. */
  segment: string
}

interface Answer {
  status: number
  body: unknown
}

interface EndpointParts {
  world: World
  authorization: Authorization
  publisher: Publisher
  history: MockHistory
  user: MockUser
}

/** The app's own server as the kit sees it, behind a `fetch`. */
export function createEndpoints(parts: EndpointParts): typeof fetch {
  const { world } = parts
  const endpoints = endpointTable(parts)
  return async (input, init = {}) => {
    const request = input instanceof Request ? input : null
    const url = new URL(input instanceof Request ? input.url : input, 'http://mock')
    const settings: RequestInit = request
      ? { method: request.method, headers: request.headers, body: await request.text(), ...init }
      : init
    settings.signal?.throwIfAborted()
    if (world.offline) throw new TypeError('Failed to fetch')
    const land = world.flights.start()
    try {
      const trip = world.trip()
      if (trip > 0) await new Promise<void>((resolve) => world.clock.schedule(resolve, 2 * trip))
      const { status, body } = await route(endpoints, url, settings)
      settings.signal?.throwIfAborted()
      return Response.json(body, { status })
    } finally {
      land()
    }
  }
}

async function route(endpoints: readonly Endpoint[], url: URL, init: RequestInit): Promise<Answer> {
  const fields = await readFields(url, init)
  const { pathname } = url
  const endpoint = endpoints.find(({ path }) => path.test(pathname))
  if (!endpoint) return { status: 404, body: { error: `The mock has no endpoint at ${pathname}` } }
  try {
    const segment = decodeURIComponent(endpoint.path.exec(pathname)?.[1] ?? '')
    return await endpoint.answer({ url, fields, token: tokenOf(new Headers(init.headers)), segment })
  } catch (error) {
    if (error instanceof MockError) return { status: 400, body: { error: error.message } }
    throw error
  }
}

function endpointTable({ world, authorization, publisher, history, user }: EndpointParts): Endpoint[] {
  let messages = 0
  const userOf = (socketId: string): MockUser => world.socketOf(socketId)?.user ?? user

  const authorize = (fields: Record<string, unknown>, channelName: string | null, token: string | null) => {
    const socketId = textOf(fields['socket_id'])
    return authorization.answer({ channelName, socketId, user: userOf(socketId), token })
  }

  const publish = (fields: Record<string, unknown>, event: string, data: unknown) => {
    const { channel, channels = [channel] } = fields
    const names = (Array.isArray(channels) ? channels : [channels]).map(textOf)
    const socketId = textOf(fields['socket_id'])
    const [stored] = publisher.publish(names, event, data, socketId === '' ? undefined : socketId)
    return stored ? { seq: stored.seq, epoch: history.epoch } : {}
  }

  return [
    {
      path: /\/auth\/batch$/,
      answer: async ({ fields, token }) => {
        const names = Array.isArray(fields['channel_names']) ? fields['channel_names'].map(textOf) : []
        const answers = await Promise.all(
          names.map(async (name) => {
            const { status, body } = await authorize(fields, name, token)
            return [name, status === 200 ? { status, data: body } : { status, ...(body as object) }]
          }),
        )
        return { status: 200, body: { channels: Object.fromEntries(answers) } }
      },
    },
    { path: /\/user-auth$/, answer: ({ fields, token }) => authorize(fields, null, token) },
    {
      path: /\/auth$/,
      answer: ({ fields, token }) => authorize(fields, textOf(fields['channel_name']), token),
    },
    {
      path: /\/trigger$/,
      answer: ({ fields }) => ({
        status: 200,
        body: publish(fields, textOf(fields['event']), fields['data']),
      }),
    },
    {
      path: /\/message$/,
      answer: ({ fields }) => ({
        status: 200,
        body: {
          id: `message-${(messages += 1)}`,
          ...publish(fields, textOf(fields['message_type']), fields['payload']),
          accepted_at: new Date(world.clock.now()).toISOString(),
        },
      }),
    },
    {
      path: /\/channels\/([^/]+)\/events$/,
      answer: ({ url, segment }) => ({ status: 200, body: history.page(segment, url.searchParams) }),
    },
    { path: /\/status$/, answer: () => ({ status: 200, body: { active: world.app.key } }) },
  ]
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
