import { act, renderHook } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { createStore } from '../../src/client/lib/store.ts'
import { useSelected } from '../../src/react/useSelected.ts'

interface Counts {
  a: number
  b: number
}
const server: Counts = { a: 0, b: 0 }

it('a select that closes over a prop is used at once', () => {
  const store = createStore<Counts>({ a: 1, b: 2 })
  const { result, rerender } = renderHook(
    ({ name }: { name: keyof Counts }) => useSelected(store, server, (counts) => counts[name]),
    { initialProps: { name: 'a' } },
  )
  expect(result.current).toBe(1)
  rerender({ name: 'b' })
  expect(result.current).toBe(2)
  act(() => store.set({ b: 3 }))
  expect(result.current).toBe(3)
})

it('a select that stays the same runs once per snapshot', () => {
  const store = createStore<Counts>({ a: 1, b: 2 })
  const select = vi.fn<(counts: Counts) => number[]>(({ a }) => [a])
  const { result, rerender } = renderHook(() => useSelected(store, server, select))
  const first = result.current
  rerender()
  rerender()
  expect(select).toHaveBeenCalledTimes(1)
  expect(result.current).toBe(first)
  act(() => store.set({ a: 2 }))
  expect(select).toHaveBeenCalledTimes(2)
  expect(result.current).toEqual([2])
})

it('a selection that is equal to the one before stays the same object, and renders nothing', () => {
  const store = createStore<Counts>({ a: 1, b: 2 })
  let renders = 0
  const { result } = renderHook(() => {
    renders += 1
    return useSelected(
      store,
      server,
      ({ a }) => [a],
      ([one], [other]) => one === other,
    )
  })
  const first = result.current
  const before = renders
  act(() => store.set({ b: 3 }))
  expect(result.current).toBe(first)
  expect(renders).toBe(before)
  act(() => store.set({ a: 4 }))
  expect(result.current).toEqual([4])
  expect(renders).toBe(before + 1)
})
