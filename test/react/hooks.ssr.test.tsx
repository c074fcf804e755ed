import { renderToString } from 'react-dom/server'
import type { ReactNode } from 'react'
import {
  PusherProvider,
  useEventLog,
  usePresence,
  usePusher,
  usePusherActions,
  usePusherChannel,
  usePusherConnection,
  usePusherEvents,
  usePusherUser,
  useRealtime,
  useTyping,
} from 'react-pusher-kit'
import { createMockPusher } from 'react-pusher-kit/mock'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

let mock: ReturnType<typeof createMockPusher>
beforeEach(() => {
  mock = createMockPusher()
})
afterEach(() => mock.dispose())

/** Renders on a server, and makes sure that nothing was opened. */
async function onServer(Component: () => ReactNode): Promise<string> {
  const createClient = vi.fn(mock.provider.createClient)
  const html = renderToString(
    <PusherProvider {...mock.provider} createClient={createClient}>
      <Component />
    </PusherProvider>,
  )
  await mock.settled()
  expect(createClient).not.toHaveBeenCalled()
  expect(mock.connections).toEqual([])
  return html
}

describe('on a server, without a window, a render opens nothing', () => {
  it('there is no window here', () => {
    expect(typeof window).toBe('undefined')
  })

  it('usePusher is null', async () => {
    expect(await onServer(() => usePusher() === null && 'null')).toBe('null')
  })

  it('usePusherConnection is initialized', async () => {
    const html = await onServer(() => {
      const { state, isConnected, socketId, online } = usePusherConnection()
      return [state, isConnected, socketId, online].join()
    })
    expect(html).toBe('initialized,false,,true')
  })

  it('usePusherChannel is idle', async () => {
    expect(await onServer(() => usePusherChannel('news', 'e', () => {}).status)).toBe('idle')
  })

  it('usePusherEvents has none', async () => {
    expect(await onServer(() => usePusherEvents('news', 'e').length)).toBe('0')
  })

  it('usePresence has nobody', async () => {
    expect(await onServer(() => usePresence('presence-room').count)).toBe('0')
    expect(await onServer(() => usePresence('presence-room', { select: ({ status }) => status }))).toBe(
      'idle',
    )
  })

  it('useTyping has nobody', async () => {
    expect(await onServer(() => useTyping('presence-room').typing.length)).toBe('0')
  })

  it('usePusherUser is nobody', async () => {
    expect(await onServer(() => usePusherUser().status)).toBe('idle')
  })

  it('useRealtime is initialized', async () => {
    const html = await onServer(() => {
      const { state, isConnected, error, stats } = useRealtime()
      return [state, isConnected, error, stats.messagesSent].join()
    })
    expect(html).toBe('initialized,false,,0')
  })

  it('usePusherActions is there', async () => {
    expect(await onServer(() => typeof usePusherActions().trigger)).toBe('function')
  })

  it('useEventLog is empty', async () => {
    expect(await onServer(() => useEventLog({ channel: 'logs', event: 'log' }).total)).toBe('0')
  })
})
