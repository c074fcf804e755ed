import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { RenderThrottle } from '../../../../src/client/log/store/render-throttle.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const frame = 16

function watched(rate: number) {
  const paint = new RenderThrottle(() => rate)
  const paints: number[] = []
  const stop = paint.subscribe(() => paints.push(performance.now()))
  return { paint, paints, stop }
}

it('a change after a quiet moment is painted with the next frame', () => {
  const { paint, paints } = watched(1)
  for (let second = 0; second < 3; second += 1) {
    const at = performance.now()
    paint.request()
    vi.advanceTimersByTime(1000)
    expect((paints.at(-1) ?? Infinity) - at).toBeLessThanOrEqual(frame)
  }
  expect(paints).toHaveLength(3)
})

it.each([
  [10, 2],
  [40, 2],
  [100, 6],
  [1000, 6],
])('at %d changes a second, a change is painted within %d frames', (rate, frames) => {
  const { paint, paints } = watched(rate)
  const delays: number[] = []
  for (let change = 0; change < 200; change += 1) {
    const at = performance.now()
    paint.request()
    vi.advanceTimersByTime(1000 / rate)
    const painted = paints.find((time) => time >= at)
    if (painted !== undefined) delays.push(painted - at)
  }
  expect(delays.length).toBeGreaterThan(0)
  expect(Math.max(...delays)).toBeLessThanOrEqual(frames * frame + 8)
})

it.each([
  [30, 2],
  [100, 6],
])('changes that come in every frame, at %d a second, are painted in every %d. frame', (rate, frames) => {
  const { paint, paints } = watched(rate)
  for (let change = 0; change < 120; change += 1) {
    paint.request()
    vi.advanceTimersByTime(frame)
  }
  expect(paints.length).toBeLessThanOrEqual(120 / frames + 1)
  expect(paints.length).toBeGreaterThan(120 / frames - 30)
})

it.each([
  [5000, 7, 11],
  [10_000, 4, 6],
])('at %d changes a second, there are more than %d and at most %d paints a second', (rate, least, most) => {
  const { paint, paints } = watched(rate)
  for (let change = 0; change < 100; change += 1) {
    paint.request()
    vi.advanceTimersByTime(10)
  }
  expect(paints.length).toBeLessThanOrEqual(most)
  expect(paints.length).toBeGreaterThan(least)
})

it('nobody is told after they left, and no timer stays', () => {
  const { paint, paints, stop } = watched(100)
  paint.request()
  vi.advanceTimersByTime(frame)
  paint.request()
  stop()
  vi.advanceTimersByTime(1000)
  expect(paints).toHaveLength(1)
  expect(vi.getTimerCount()).toBe(0)
})

it.each([1, 10_000])('a window that is stopped paints nothing any more, at %d lines a second', (rate) => {
  const { paint, paints } = watched(rate)
  paint.request()
  paint.stop()
  paint.request()
  vi.advanceTimersByTime(1000)
  expect(paints).toEqual([])
  expect(vi.getTimerCount()).toBe(0)
})
