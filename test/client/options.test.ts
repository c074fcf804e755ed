import { expect, it } from 'vitest'
import { endpointsOn, reportEndpoints, resolveEndpoints, type KitOptions } from '../../src/client/options.ts'

const reportsOf = (options: KitOptions) => reportEndpoints(resolveEndpoints(options))

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
  expect(reportsOf({})).toMatchObject({
    usage: '/api/v1/pusher/usage',
    metrics: '/api/v1/pusher/metrics',
    broadcasterStatus: '/admin/broadcaster-status',
  })
  const elsewhere = reportsOf({
    endpoints: { ...endpointsOn('https://api.test'), metrics: '/metrics' },
  })
  expect(elsewhere).toMatchObject({
    usage: 'https://api.test/api/v1/pusher/usage',
    metrics: '/metrics',
    broadcasterStatus: 'https://api.test/admin/broadcaster-status',
  })
  expect(reportsOf({ endpoints: { status: '/status' } }).usage).toBe('/api/v1/pusher/usage')
})
