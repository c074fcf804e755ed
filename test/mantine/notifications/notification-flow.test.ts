import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { MappedNotification } from '../../../src/mantine/notifications/notification-data.ts'
import { NotificationFlow, type Toast } from '../../../src/mantine/notifications/notification-flow.ts'

const notice = (id: string, more: Partial<MappedNotification> = {}): MappedNotification => ({
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
  /** Notifications of the app's own. */
  const others = new Set<string>()
  let room = 5
  let most = 0
  let flow: NotificationFlow

  beforeEach(() => {
    vi.useFakeTimers()
    screen.clear()
    others.clear()
    room = 5
    most = 0
    const put = (toast: Toast) => {
      screen.set(toast.id, toast)
      most = Math.max(most, screen.size)
    }
    flow = new NotificationFlow(
      {
        show: put,
        update: put,
        hide: (id) => screen.delete(id),
        shown: () => new Set([...screen.keys(), ...others]),
        room: () => room,
      },
      { prefix: 'toast', limit: 5, burst: { count: 5, window: 3000 } },
    )
  })
  afterEach(() => {
    flow.dispose()
    vi.useRealTimers()
  })

  const texts = () =>
    [...screen.values()].map((toast) =>
      'notification' in toast ? `${toast.notification.message}×${toast.count}` : `+${toast.summary.count}`,
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

  it('counts a burst by the time that passes, also with a clock that is set back', () => {
    for (let index = 1; index <= 5; index += 1) flow.push(notice(String(index)))
    vi.advanceTimersByTime(4000)
    vi.setSystemTime(Date.now() - 3_600_000)
    screen.clear()
    flow.push(notice('6'))
    expect(texts()).toEqual(['6×1'])
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

  it('leaves a place taken by the app’s own notifications alone', () => {
    for (const id of ['a', 'b', 'c']) others.add(id)
    for (let index = 1; index <= 4; index += 1) {
      flow.push(notice(String(index)))
      vi.advanceTimersByTime(4000)
    }
    expect(texts()).toEqual(['1×1', '+3'])
  })

  it('waits with its summary until the app’s own notifications make room', () => {
    room = 3
    for (const id of ['a', 'b', 'c']) others.add(id)
    flow.push(notice('1'))
    flow.push(notice('2'))
    expect(texts()).toEqual([])
    others.delete('a')
    flow.roomChanged()
    expect(texts()).toEqual(['+2'])
  })

  it('goes on after the app has taken everything off the screen', () => {
    for (let index = 1; index <= 5; index += 1) {
      flow.push(notice(String(index)))
      vi.advanceTimersByTime(4000)
    }
    screen.clear()
    flow.push(notice('after'))
    expect(texts()).toEqual(['after×1'])
  })

  it('says once of a running task that it found no place, and again as it ends', () => {
    for (let index = 1; index <= 5; index += 1) {
      flow.push(notice(String(index), { priority: 1 }))
      vi.advanceTimersByTime(4000)
    }
    for (let percent = 0; percent < 100; percent += 1) {
      flow.push(notice('task', { progress: percent }))
      vi.advanceTimersByTime(4000)
    }
    expect(texts()).toContain('+2')
    flow.push(notice('task', { progress: 100 }))
    expect(texts()).toContain('+3')
  })

  it('does not show a running task again that the reader has closed, until it ends', () => {
    flow.push(notice('task', { progress: 10 }))
    const [id] = screen.keys()
    screen.clear()
    flow.closed(id as string)
    flow.push(notice('task', { progress: 20 }))
    expect(texts()).toEqual([])
    flow.push(notice('task', { progress: 100 }))
    expect(texts()).toEqual(['task×1'])
  })

  it('counts what a repeated toast stood for in the summary that takes its place', () => {
    for (let index = 1; index <= 3; index += 1) flow.push(notice(`d${index}`, { dedupeKey: 'disk' }))
    room = 1
    vi.advanceTimersByTime(4000)
    flow.push(notice('other'))
    expect(texts()).toEqual(['+4'])
  })

  it('takes everything off the screen at its end', () => {
    flow.push(notice('1'))
    flow.dispose()
    expect(screen.size).toBe(0)
  })
})
