import { expect, it, vi } from 'vitest'
import { createStore } from '../../../src/client/lib/store.ts'

it('a store calls its listeners when a value changed, and not otherwise', () => {
  const store = createStore<{ a: number; b: number | null }>({ a: 1, b: NaN })
  const listener = vi.fn<() => void>()
  const off = store.subscribe(listener)
  const before = store.getSnapshot()
  store.set({ a: 1, b: NaN })
  expect(listener).not.toHaveBeenCalled()
  expect(store.getSnapshot()).toBe(before)
  store.set({ a: 1, b: null })
  expect(listener).toHaveBeenCalledOnce()
  expect(store.getSnapshot()).toEqual({ a: 1, b: null })
  expect(store.listeners).toBe(1)
  off()
  off()
  expect(store.listeners).toBe(0)
})

it('a store is attached with its first listener and detached with its last', () => {
  const seen: string[] = []
  const store = createStore({ a: 1 }, () => {
    seen.push('attach')
    return () => seen.push('detach')
  })
  const [off, other] = [store.subscribe(() => {}), store.subscribe(() => {})]
  off?.()
  expect(seen).toEqual(['attach'])
  other?.()
  other?.()
  expect(seen).toEqual(['attach', 'detach'])
  store.subscribe(() => {})
  expect(seen).toEqual(['attach', 'detach', 'attach'])
})
