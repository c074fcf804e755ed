import { expect, it } from 'vitest'
import { identityOf } from '../../src/react/identity.ts'

const of = (options: unknown, sessionKey?: unknown) =>
  identityOf({ appKey: 'key', options: options as never }, sessionKey)
const circular: Record<string, unknown> = { a: 1 }
circular.self = circular
const nested: Record<string, unknown> = { a: 1 }
nested.self = { self: nested }

it.each<[string, unknown, unknown]>([
  ['the order of names', { a: 1, b: { c: 1, d: 2 } }, { b: { d: 2, c: 1 }, a: 1 }],
  ['another function', { auth: { headersProvider: () => 1 } }, { auth: { headersProvider: () => 2 } }],
  ['another object with the same values', { list: [1, { a: null }] }, { list: [1, { a: null }] }],
  ['another Date of the same time', { at: new Date(5) }, { at: new Date(5) }],
  ['undefined in place of nothing', { a: undefined }, {}],
])('%s is no other identity', (_, one, other) => {
  expect(of(one)).toBe(of(other))
})

it.each<[string, unknown, unknown]>([
  ['a value', { wsPort: 80 }, { wsPort: 81 }],
  ['a value of a list', { enabledTransports: ['ws', 'wss'] }, { enabledTransports: ['wss', 'ws'] }],
  ['null in place of nothing', { a: null }, {}],
  ['an object in place of a list', { a: ['ws'] }, { a: { 0: 'ws' } }],
  ['another time', { at: new Date(5) }, { at: new Date(6) }],
  ['a bigint', { a: 1n }, { a: 2n }],
  ['what refers to itself', circular, { a: 1 }],
  ['where a reference leads', circular, nested],
])('%s is another identity', (_, one, other) => {
  expect(of(one)).not.toBe(of(other))
})

it('key, cluster, defaults and session count, and no key is no key', () => {
  const same = [{ appKey: '' }, { appKey: null }, {}].map((options) => identityOf(options, 1))
  expect(new Set(same).size).toBe(1)
  const all = [
    identityOf({ appKey: 'key' }, 1),
    identityOf({ appKey: 'other' }, 1),
    identityOf({ appKey: 'key' }, 2),
    identityOf({ appKey: 'key', cluster: 'eu' }, 1),
    identityOf({ appKey: 'key', defaults: { options: { cluster: 'eu' } } }, 1),
    identityOf({ appKey: 'key', options: { cluster: 'eu' } }, 1),
    same[0],
  ]
  expect(new Set(all).size).toBe(all.length)
  expect(identityOf({ appKey: 'key', defaults: { endpoints: { auth: '/auth' } } }, 1)).toBe(all[0])
})
