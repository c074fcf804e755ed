import { expect, it, vi } from 'vitest'
import { createSignal } from '../../src/primitives/index.ts'

it('a listener that is added twice is called twice, and each is taken away once', () => {
  const signal = createSignal<[number]>()
  const listener = vi.fn<(value: number) => void>()
  const [off] = [signal.on(listener), signal.on(listener)]
  signal.emit(1)
  expect(listener.mock.calls).toEqual([[1], [1]])
  off?.()
  off?.()
  expect(signal.size).toBe(1)
  signal.emit(2)
  expect(listener).toHaveBeenCalledTimes(3)
})

it('a listener that is taken away by one before it is not called, not even in this emission', () => {
  const signal = createSignal()
  const late = vi.fn<() => void>()
  signal.on(() => off())
  const off = signal.on(late)
  signal.emit()
  expect(late).not.toHaveBeenCalled()
})

it('a signal that is cleared calls no listener, not even in this emission', () => {
  const signal = createSignal()
  const late = vi.fn<() => void>()
  signal.on(() => signal.clear())
  signal.on(late)
  signal.emit()
  signal.emit()
  expect(late).not.toHaveBeenCalled()
  expect(signal.size).toBe(0)
})
