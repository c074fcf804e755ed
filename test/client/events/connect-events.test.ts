import { describe, expect, it, vi } from 'vitest'
import { mockFixture } from '../support/mock-fixture.ts'

const on = mockFixture()
const fast = { interval: 2 }

describe('lines and admin events outside React', () => {
  it('connectLogs gives line, thread and entry until it is disconnected', async () => {
    const onLine = vi.fn()
    const { disconnect } = on.kit().connectLogs(onLine)
    await on.mock.subscribed('logs')
    const entry = { text: 'built', thread_id: 'build-1', level: 'info', timestamp: '2026-01-01T00:00:00Z' }
    on.mock.trigger('logs', 'log', entry)
    await vi.waitFor(
      () => expect(onLine.mock.calls[0]?.slice(0, 3)).toEqual(['built', 'build-1', entry]),
      fast,
    )
    disconnect()
    disconnect()
    await vi.waitFor(() => expect(on.mock.channel('logs').occupied).toBe(false), fast)
  })

  it('connectLogs gives a line for whatever came in place of one', async () => {
    const [onLine, onError] = [vi.fn(), vi.fn()]
    on.kit({ onError }).connectLogs(onLine)
    await on.mock.subscribed('logs')
    const odd = [{ text: { a: 1 }, thread_id: { b: 2 } }, 'bare', null, 7, [1]]
    for (const payload of odd) on.mock.trigger('logs', 'log', payload)
    await vi.waitFor(() => expect(onLine).toHaveBeenCalledTimes(odd.length), fast)
    expect(onLine.mock.calls.map(([line, thread]) => [line, thread])).toEqual([
      ['{"text":{"a":1},"thread_id":{"b":2}}', null],
      ['bare', null],
      ['null', null],
      ['7', null],
      ['[1]', null],
    ])
    expect(onLine.mock.calls.every(([line, , entry]) => entry.text === line)).toBe(true)
    expect(onError).not.toHaveBeenCalled()
  })

  it('connectAdminEvents gives the payloads of the channel admin', async () => {
    const onEvent = vi.fn()
    on.kit().connectAdminEvents(onEvent)
    await on.mock.subscribed('admin')
    const message = { type: 'run_event', data: { thread_id: 'run-1', event_type: 'started' } }
    on.mock.trigger('admin', 'admin_event', message)
    await vi.waitFor(() => expect(onEvent.mock.calls[0]?.[0]).toEqual(message), fast)
  })

  it('connectAdminEvents takes another channel', async () => {
    const onEvent = vi.fn()
    const { disconnect } = on.kit().connectAdminEvents(onEvent, { channel: 'private-admin' })
    await on.mock.subscribed('private-admin')
    on.mock.trigger('private-admin', 'admin_event', { event_type: 'started' })
    await vi.waitFor(() => expect(onEvent.mock.calls[0]?.[0]).toEqual({ event_type: 'started' }), fast)
    disconnect()
  })
})
