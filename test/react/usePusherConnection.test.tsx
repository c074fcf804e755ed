import { act, fireEvent, render, renderHook, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { usePusherChannel, usePusherConnection } from 'react-pusher-kit'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { reactMock } from './on-mock.tsx'

const on = reactMock()
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const pings = () => on.mock.frames.filter(({ event }) => event === 'pusher:ping').length

describe('usePusherConnection', () => {
  it('has a status on the first render, and follows the connection', async () => {
    const states: string[] = []
    const { result } = renderHook(() => {
      const connection = usePusherConnection()
      states.push(connection.state)
      return connection
    }, on.strict)
    expect(states[0]).toBe('initialized')
    await waitFor(() => expect(result.current.isConnected).toBe(true))
    expect(states).toContain('connecting')
    expect(result.current.socketId).toBe(on.mock.connections[0]?.socketId)
  })

  it('the socket id changes with a reconnect', async () => {
    const { result } = renderHook(() => usePusherConnection(), on)
    await waitFor(() => expect(result.current.isConnected).toBe(true))
    const first = result.current.socketId
    on.mock.drop()
    await waitFor(() => expect(result.current.stats.reconnections).toBe(1))
    await waitFor(() => expect(result.current.isConnected).toBe(true))
    expect(result.current.socketId).not.toBe(first)
  })

  it('disconnect() and connect() keep their identity and do what they say', async () => {
    const { result } = renderHook(() => usePusherConnection(), on)
    await waitFor(() => expect(result.current.isConnected).toBe(true))
    const { connect, disconnect, reconnect, measureLatency } = result.current
    act(() => disconnect())
    expect(result.current.state).toBe('disconnected')
    act(() => connect())
    await waitFor(() => expect(result.current.isConnected).toBe(true))
    expect(result.current).toMatchObject({ connect, disconnect, reconnect, measureLatency })
    expect(await act(() => measureLatency())).toBeGreaterThanOrEqual(0)
  })

  it('has the round trips from before the first component that reads them', async () => {
    const Latency = () => <output>{usePusherConnection({ latencyInterval: 0 }).latencyHistory.length}</output>
    function Room() {
      const { status, trigger } = usePusherChannel('private-room')
      const [isSent, setSent] = useState(false)
      // A client event is confirmed by a ping.
      const wave = () => void trigger('client-wave', {}).then(() => setSent(true))
      return isSent ? <Latency /> : <button onClick={wave}>{status}</button>
    }
    render(<Room />, on)
    fireEvent.click(await screen.findByRole('button', { name: 'subscribed' }))
    expect((await screen.findByRole('status')).textContent).toBe('1')
    expect(pings()).toBe(1)
  })

  it('keeps latencyStats and latencyHistory until the next round trip', async () => {
    const { result } = renderHook(() => usePusherConnection({ latencyInterval: 0 }), on)
    await waitFor(() => expect(result.current.isConnected).toBe(true))
    await act(() => result.current.measureLatency())
    const { latencyStats, latencyHistory } = result.current
    expect(latencyStats.samples).toHaveLength(1)
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    act(() => void globalThis.dispatchEvent(new Event('offline')))
    await waitFor(() => expect(result.current.online).toBe(false))
    expect(result.current.latencyStats).toBe(latencyStats)
    expect(result.current.latencyHistory).toBe(latencyHistory)
  })

  it('measures the latency after connecting and at every interval, not while the page is hidden', async () => {
    vi.useFakeTimers()
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(false)
    const { result, unmount } = renderHook(() => usePusherConnection({ latencyInterval: 1000 }), on)
    await act(() => vi.advanceTimersByTimeAsync(50))
    expect(pings()).toBe(1)
    expect(result.current.latency).not.toBeNull()
    await act(() => vi.advanceTimersByTimeAsync(3000))
    expect(pings()).toBe(4)
    hidden.mockReturnValue(true)
    document.dispatchEvent(new Event('visibilitychange'))
    await act(() => vi.advanceTimersByTimeAsync(5000))
    expect(pings()).toBe(4)
    hidden.mockReturnValue(false)
    document.dispatchEvent(new Event('visibilitychange'))
    await act(() => vi.advanceTimersByTimeAsync(50))
    expect(pings()).toBe(5)
    unmount()
    await vi.advanceTimersByTimeAsync(5000)
    expect(pings()).toBe(5)
  })

  it('latencyInterval 0 never measures', async () => {
    const { result } = renderHook(() => usePusherConnection({ latencyInterval: 0 }), on)
    await waitFor(() => expect(result.current.isConnected).toBe(true))
    await act(() => on.mock.settled())
    expect(pings()).toBe(0)
  })

  it('two readers share the measurements, and one that unmounts leaves the other', async () => {
    const { result, rerender } = renderHook(
      ({ both }: { both: boolean }) => [
        usePusherConnection(),
        usePusherConnection({ latencyInterval: both ? 30_000 : 0 }),
      ],
      { initialProps: { both: true }, wrapper: on.wrapper },
    )
    await waitFor(() => expect(result.current[0]?.latency).not.toBeNull())
    expect(pings()).toBe(1)
    rerender({ both: false })
    on.mock.drop()
    await waitFor(() => expect(pings()).toBe(2))
  })

  it('an unchanged connection renders nobody', async () => {
    const renders = vi.fn()
    const { result } = renderHook(() => {
      renders()
      return usePusherConnection()
    }, on)
    await waitFor(() => expect(result.current.latency).not.toBeNull())
    const before = renders.mock.calls.length
    act(() => result.current.connect())
    expect(renders).toHaveBeenCalledTimes(before)
  })

  it('the history of the latency has each measurement once in StrictMode, and each loss of the connection', async () => {
    const startedAt = Date.now()
    const { result } = renderHook(() => [usePusherConnection(), usePusherConnection()], on.strict)
    const history = () => result.current[0]?.latencyHistory ?? []
    expect(history()).toEqual([])
    await waitFor(() => expect(history()).toHaveLength(1))
    expect(history()[0]).toEqual({ at: expect.any(Number), ms: result.current[0]?.latency })
    expect(history()[0]?.at).toBeGreaterThanOrEqual(startedAt)
    expect(result.current[1]?.latencyHistory).toBe(history())
    on.mock.drop()
    await waitFor(() => expect(history()).toHaveLength(3))
    expect(history().map(({ ms }) => typeof ms)).toEqual(['number', 'object', 'number'])
  })

  it('the history of the latency is the same array until it changes, and renders nobody once more', async () => {
    const seen: (readonly [latency: number | null, history: unknown])[] = []
    const { result, rerender } = renderHook(() => {
      const connection = usePusherConnection({ latencyInterval: 0 })
      seen.push([connection.latency, connection.latencyHistory])
      return connection
    }, on)
    await waitFor(() => expect(result.current.isConnected).toBe(true))
    await act(() => result.current.measureLatency())
    const { latencyHistory } = result.current
    rerender()
    expect(result.current.latencyHistory).toBe(latencyHistory)
    // The latency and the history come with the same render.
    const changes = seen.filter(([, history], index) => history !== seen[index - 1]?.[1])
    expect(changes.map(([latency]) => latency)).toEqual([null, result.current.latency])
  })

  it('outside a provider it says what to do', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    expect(() => renderHook(() => usePusherConnection())).toThrow('`usePusherConnection` must be used within')
  })
})
