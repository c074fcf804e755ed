import { expect, it } from 'vitest'
import { createStoreCache } from '../../../src/client/core/idle-stores.ts'

it('a key has one store while it is in use, or among the last 50 that were opened', () => {
  const stores = createStoreCache<{ key: string }>()
  const open = (key: string) => stores.open(key, () => ({ key }))
  const used = open('used')
  stores.retain('used', used)
  const first = open('0')
  for (let key = 1; key < 50; key += 1) open(String(key))
  expect([open('used'), open('0')]).toEqual([used, first])
  expect(open('used')).toBe(used)
  expect(open('0')).toBe(first)
  // `0` was opened last: what goes is `1`.
  const one = open('1')
  expect(open('1')).toBe(one)
  open('50')
  expect(open('0')).toBe(first)
  expect(open('used')).toBe(used)
})

it('the one that was opened first goes when there is one too many', () => {
  const stores = createStoreCache<object>()
  const opened = Array.from({ length: 51 }, (_, key) => stores.open(String(key), () => ({})))
  expect(stores.open('50', () => ({}))).toBe(opened[50])
  expect(stores.open('1', () => ({}))).toBe(opened[1])
  expect(stores.open('0', () => ({}))).not.toBe(opened[0])
})

it('the store that came into use first keeps its key, and only it gives the key back', () => {
  const stores = createStoreCache<object>()
  const [one, other] = [{}, {}]
  stores.retain('key', one)
  stores.retain('key', other)
  expect(stores.open('key', () => ({}))).toBe(one)
  stores.release('key', other)
  expect(stores.open('key', () => ({}))).toBe(one)
  stores.release('key', one)
  expect(stores.open('key', () => other)).toBe(other)
  stores.clear()
  expect(stores.open('key', () => one)).toBe(one)
})
