import { act, fireEvent, render, renderHook, screen, waitFor } from '@testing-library/react'
import { usePusher, useTyping } from 'react-pusher-kit'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { receive } from '../client/support/raw-frame.ts'
import { reactMock } from './on-mock.tsx'

const onError = vi.fn()
const on = reactMock({ onError })
const room = 'presence-room'
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const typed = () =>
  on.mock.frames
    .filter(({ event, direction }) => event === 'client-typing' && direction === 'sent')
    .map(({ data }) => data)

describe('useTyping', () => {
  it('an indicator that unmounts does not end the typing of an input', async () => {
    vi.useFakeTimers()
    const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))
    const Indicator = () => {
      useTyping(room)
      return null
    }
    const Input = () => {
      const { setTyping } = useTyping(room)
      return <button onClick={() => setTyping(true)}>type</button>
    }
    const page = (hasIndicator: boolean, hasInput = true) => (
      <>
        {hasIndicator && <Indicator />}
        {hasInput && <Input />}
      </>
    )
    const { rerender } = render(page(true), on)
    await pass(100)
    fireEvent.click(screen.getByRole('button'))
    await pass(100)
    rerender(page(false))
    await pass(100)
    expect(typed()).toEqual([{ typing: true }])
    rerender(page(false, false))
    await pass(100)
    expect(typed()).toEqual([{ typing: true }, { typing: false }])
  })

  it('says who is typing until they stop, leave, or say no more', async () => {
    vi.useFakeTimers()
    const { result } = renderHook(() => useTyping(room), on.strict)
    const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))
    const names = () => result.current.typing.map(({ id }) => id)
    await pass(100)
    const ana = on.mock.join(room, { id: 'ana', info: { name: 'Ana' } })
    const ben = on.mock.join(room, { id: 'ben' })
    await pass(100)
    ana.trigger('client-typing', { typing: true })
    ben.trigger('client-typing', { typing: true })
    await pass(100)
    expect(names()).toEqual(['ana', 'ben'])
    expect(result.current.typing[0]?.info).toEqual({ name: 'Ana' })
    ana.trigger('client-typing', 'still')
    await pass(100)
    expect(names()).toEqual(['ana', 'ben'])
    ana.trigger('client-typing', { isTyping: false })
    await pass(100)
    expect(names()).toEqual(['ben'])
    await pass(3000)
    ben.trigger('client-typing', { typing: true })
    await pass(4000)
    expect(names()).toEqual(['ben'])
    await pass(3000)
    expect(names()).toEqual([])
    ben.trigger('client-typing', { typing: true })
    await pass(100)
    ben.leave()
    await pass(100)
    expect(names()).toEqual([])
  })

  it('sends once per 3 s while one types, at once when one stops, and again on unmount', async () => {
    vi.useFakeTimers()
    const { result, unmount } = renderHook(() => useTyping(room), on)
    const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))
    await pass(100)
    const { setTyping } = result.current
    for (let key = 0; key < 10; key += 1) {
      setTyping(true)
      await pass(400)
    }
    expect(typed()).toEqual([{ typing: true }, { typing: true }])
    setTyping(false)
    setTyping(false)
    await pass(50)
    expect(typed().slice(2)).toEqual([{ typing: false }])
    setTyping(true)
    await pass(50)
    expect(result.current.setTyping).toBe(setTyping)
    unmount()
    await pass(50)
    expect(typed()).toHaveLength(4)
  })

  it('what Pusher refuses goes to onError; what found no chance is forgotten', async () => {
    vi.useFakeTimers()
    onError.mockClear()
    const { result } = renderHook(() => [useTyping(room), usePusher()] as const, on)
    const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))
    await pass(100)
    for (let count = 0; count < 10; count += 1) result.current[1]?.send_event('client-x', {}, room)
    result.current[0].setTyping(true)
    await pass(100)
    expect(onError.mock.calls.map(([error]) => (error as { reason: string }).reason)).toEqual(['rejected'])
    act(() => result.current[1]?.disconnect())
    result.current[0].setTyping(false)
    await pass(5000)
    expect(onError).toHaveBeenCalledTimes(1)
  })

  it('other events of the channel, and typing of nobody in particular, do not count', async () => {
    const { result } = renderHook(() => [useTyping(room), usePusher()] as const, on)
    await act(() => on.mock.subscribed(room))
    const ana = on.mock.join(room, { id: 'ana' })
    ana.trigger('client-waving', { typing: true })
    receive({ client: result.current[1] }, { event: 'client-typing', channel: room, data: { typing: true } })
    await act(() => on.mock.settled())
    expect(result.current[0].typing).toEqual([])
    ana.trigger('client-typing', { typing: true })
    await waitFor(() => expect(result.current[0].typing).toHaveLength(1))
  })

  it('another tab of one’s own does not count', async () => {
    const { result } = renderHook(() => useTyping(room), on)
    await act(() => on.mock.subscribed(room))
    on.mock.join(room, { id: 'me' }).trigger('client-typing', { typing: true })
    on.mock.join(room, { id: 'ana' }).trigger('client-typing', { typing: true })
    await waitFor(() => expect(result.current.typing.map(({ id }) => id)).toEqual(['ana']))
  })

  it('one that unmounts leaves its sibling', async () => {
    const { result, rerender } = renderHook(
      ({ both }: { both: boolean }) => [useTyping(room), useTyping(both ? room : null)],
      { initialProps: { both: true }, wrapper: on.wrapper },
    )
    await act(() => on.mock.subscribed(room))
    rerender({ both: false })
    await act(() => on.mock.settled())
    on.mock.join(room, { id: 'ana' }).trigger('client-typing', { typing: true })
    await waitFor(() => expect(result.current[0]?.typing).toHaveLength(1))
    expect(result.current[1]?.typing).toEqual([])
  })

  it('outside a provider it says what to do', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    expect(() => renderHook(() => useTyping(room))).toThrow('`useTyping` must be used within')
  })
})
