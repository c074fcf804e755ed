import { expect, it } from 'vitest'
import { endpointsOn, resolveEndpoints } from '../../src/client/options.ts'

it('an endpoint of the app replaces that of the defaults, and undefined replaces nothing', () => {
  const { auth, message, status } = resolveEndpoints({
    defaults: { endpoints: { auth: '/first', message: '/first' } },
    endpoints: { auth: '/second', message: undefined, status: undefined } as never,
  })
  expect({ auth, message, status }).toEqual({
    auth: '/second',
    message: '/first',
    status: '/api/v1/pusher/status',
  })
})

it('the endpoints of a server begin with its URL, without a slash too many', () => {
  expect(endpointsOn('https://api.test//').auth).toBe('https://api.test/api/v1/pusher/auth')
})

it('reports are asked for on the server of the status, unless they have a place of their own', () => {
  expect(resolveEndpoints({})).toMatchObject({
    usage: '/api/v1/pusher/usage',
    metrics: '/api/v1/pusher/metrics',
    broadcasterStatus: '/admin/broadcaster-status',
  })
  const elsewhere = resolveEndpoints({
    endpoints: { ...endpointsOn('https://api.test'), metrics: '/metrics' },
  })
  expect(elsewhere).toMatchObject({
    usage: 'https://api.test/api/v1/pusher/usage',
    metrics: '/metrics',
    broadcasterStatus: 'https://api.test/admin/broadcaster-status',
  })
  expect(resolveEndpoints({ endpoints: { status: '/status' } }).usage).toBe('/api/v1/pusher/usage')
})
