import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Notice } from '../../../src/mantine/notifications/notification-data.ts'
import { NotificationFlow, type Toast } from '../../../src/mantine/notifications/notification-flow.ts'

const notice = (id: string, more: Partial<Notice> = {}): Notice => ({
  id,
  kind: 'notification',
  channel: 'c',
  message: id,
  severity: 'info',
  priority: 0,
  timestamp: 0,
  ...more,
})

describe('NotificationFlow', () => {
  const screen = new Map<string, Toast>()
  let most = 0
  let flow: NotificationFlow

  beforeEach(() => {
    vi.useFakeTimers()
    screen.clear()
    most = 0
    const put = (toast: Toast) => {
      screen.set(toast.id, toast)
      most = Math.max(most, screen.size)
    }
    flow = new NotificationFlow(
      { show: put, update: put, hide: (id) => screen.delete(id) },
      { limit: 5, burst: { count: 5, window: 3000 } },
    )
  })
  afterEach(() => {
    flow.dispose()
    vi.useRealTimers()
  })

  const texts = () =>
    [...screen.values()].map((toast) =>
      'notice' in toast ? `${toast.notice.message}×${toast.count}` : `+${toast.summary.count}`,
    )

  it('counts the same key in place', () => {
    flow.push(notice('1', { dedupeKey: 'disk' }))
    flow.push(notice('2', { dedupeKey: 'disk' }))
    expect(texts()).toEqual(['2×2'])
  })

  it('updates a task without counting it', () => {
    flow.push(notice('t', { progress: 10 }))
    flow.push(notice('t', { progress: 80 }))
    expect(texts()).toEqual(['t×1'])
  })

  it('collapses a burst into one summary and never shows more than the limit', () => {
    for (let index = 1; index <= 1000; index += 1) flow.push(notice(String(index)))
    expect(texts()).toEqual(['1×1', '2×1', '3×1', '4×1', '+996'])
    expect(most).toBe(5)
  })

  it('turns the last place into a summary when the screen is full without a burst', () => {
    for (let index = 1; index <= 6; index += 1) {
      flow.push(notice(String(index)))
      vi.advanceTimersByTime(4000)
    }
    expect(texts()).toEqual(['1×1', '2×1', '3×1', '4×1', '+2'])
  })

  it('gives the place of a lower priority to a higher one', () => {
    for (let index = 1; index <= 5; index += 1) {
      flow.push(notice(String(index)))
      vi.advanceTimersByTime(4000)
    }
    flow.push(notice('error', { priority: 1 }))
    expect(texts()).toContain('error×1')
    expect(most).toBe(5)
  })

  it('gives the place of a closed toast away only after it has faded', () => {
    for (let index = 1; index <= 5; index += 1) {
      flow.push(notice(String(index)))
      vi.advanceTimersByTime(4000)
    }
    const [first] = screen.keys()
    flow.closed(first as string)
    flow.push(notice('now'))
    expect(texts()).toContain('+2')
    vi.advanceTimersByTime(4000)
    const second = [...screen.keys()][1] as string
    screen.delete(second)
    flow.closed(second)
    vi.advanceTimersByTime(4000)
    flow.push(notice('later'))
    expect(texts()).toContain('later×1')
  })

  it('takes everything off the screen at its end', () => {
    flow.push(notice('1'))
    flow.dispose()
    expect(screen.size).toBe(0)
  })
})
