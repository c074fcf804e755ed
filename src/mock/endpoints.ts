import { endpointTable, type Endpoint, type EndpointAnswer, type EndpointParts } from './endpoint-table.ts'
import { MockError } from './mock-error.ts'
import { readFields, tokenOf } from './request-fields.ts'

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

async function route(endpoints: readonly Endpoint[], url: URL, init: RequestInit): Promise<EndpointAnswer> {
  const fields = await readFields(url, init)
  const { pathname } = url
  const endpoint =
    endpoints.find(({ path }) => path.test(pathname)) ?? endpoints.find(({ fits }) => fits?.(fields))
  if (!endpoint) return { status: 404, body: { error: `The mock has no endpoint at ${pathname}` } }
  try {
    const segment = decodeURIComponent(endpoint.path.exec(pathname)?.[1] ?? '')
    return await endpoint.answer({ url, fields, token: tokenOf(new Headers(init.headers)), segment })
  } catch (error) {
    if (error instanceof MockError) return { status: 400, body: { error: error.message } }
    throw error
  }
}
