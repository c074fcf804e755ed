import {
  endpointTable,
  type Endpoint,
  type EndpointAnswer,
  type EndpointParts,
  type EndpointRequest,
} from './endpoint-table.ts'
import { MockError } from '../mock-error.ts'
import { readFields, tokenOf } from './request-fields.ts'

/** The app's own server behind a `fetch` function. */
export function createEndpoints(parts: EndpointParts): typeof fetch {
  const { context, connections, server, user } = parts
  const endpoints = endpointTable(parts)
  return async (input, init = {}) => {
    const request = input instanceof Request ? input : null
    const url = new URL(input instanceof Request ? input.url : input, 'http://mock')
    const settings: RequestInit = request
      ? { method: request.method, headers: request.headers, body: await request.text(), ...init }
      : init
    settings.signal?.throwIfAborted()
    if (context.offline) throw new TypeError('Failed to fetch')
    const land = context.inFlight.start()
    try {
      const trip = context.trip()
      if (trip > 0) await new Promise<void>((resolve) => context.clock.schedule(resolve, 2 * trip))
      const { pathname } = url
      const fields = await readFields(url, settings)
      const endpoint = findEndpoint(endpoints, pathname, fields)
      const { signal } = settings
      const faulty = await context.faults.answer({ route: endpoint?.route, pathname, signal }, land)
      if (faulty) return faulty
      if (server) {
        const { socket_id: socketId } = fields
        const socket = typeof socketId === 'string' ? connections.socketOf(socketId) : undefined
        const asking = socket?.user ?? user
        const response = await server.answer(url, settings, asking)
        signal?.throwIfAborted()
        return response
      }
      const { status, body } = await answer(endpoint, {
        url,
        fields,
        token: tokenOf(new Headers(settings.headers)),
      })
      signal?.throwIfAborted()
      return Response.json(body, { status })
    } finally {
      land()
    }
  }
}

function findEndpoint(
  endpoints: readonly Endpoint[],
  pathname: string,
  fields: EndpointRequest['fields'],
): Endpoint | undefined {
  return endpoints.find(({ path }) => path.test(pathname)) ?? endpoints.find(({ fits }) => fits?.(fields))
}

async function answer(
  endpoint: Endpoint | undefined,
  request: Omit<EndpointRequest, 'segment'>,
): Promise<EndpointAnswer> {
  const { pathname } = request.url
  if (!endpoint) return { status: 404, body: { error: `The mock has no endpoint at ${pathname}` } }
  try {
    const segment = decodeURIComponent(endpoint.path.exec(pathname)?.[1] ?? '')
    return await endpoint.answer({ ...request, segment })
  } catch (error) {
    if (error instanceof MockError) return { status: 400, body: { error: error.message } }
    throw error
  }
}
