import { act, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useAnnouncement } from '../../../src/mantine/lib/useAnnouncement.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

it('announces changes of the text, and the latest one after the quiet time', async () => {
  const { result, rerender } = renderHook(({ text }) => useAnnouncement(text, 5000), {
    initialProps: { text: 'a' },
  })
  await pass(10_000)
  expect(result.current).toBe('')
  rerender({ text: 'b' })
  await pass(0)
  expect(result.current).toBe('b')
  rerender({ text: 'c' })
  await pass(4999)
  expect(result.current).toBe('b')
  rerender({ text: 'd' })
  await pass(1)
  expect(result.current).toBe('d')
})

it.each([-3_600_000, 3_600_000])('the quiet time is the same with a clock set by %d ms', async (jump) => {
  const { result, rerender } = renderHook(({ text }) => useAnnouncement(text, 5000), {
    initialProps: { text: 'a' },
  })
  rerender({ text: 'b' })
  await pass(1000)
  vi.setSystemTime(Date.now() + jump)
  rerender({ text: 'c' })
  await pass(3999)
  expect(result.current).toBe('b')
  await pass(1)
  expect(result.current).toBe('c')
})
