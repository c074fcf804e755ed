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
  useTyping,
} from 'react-pusher-kit'
import { createMockPusher } from 'react-pusher-kit/mock'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

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
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(createClient).not.toHaveBeenCalled()
  expect(mock.connections).toEqual([])
  return html
}

describe('on a server, without a window, a render opens nothing', () => {
  test('there is no window here', () => {
    expect(typeof window).toBe('undefined')
  })

  test('usePusher is null', async () => {
    expect(await onServer(() => usePusher() === null && 'null')).toBe('null')
  })

  test('usePusherConnection is initialized', async () => {
    const html = await onServer(() => {
      const { state, isConnected, socketId, online } = usePusherConnection()
      return [state, isConnected, socketId, online].join()
    })
    expect(html).toBe('initialized,false,,true')
  })

  test('usePusherChannel is idle', async () => {
    expect(await onServer(() => usePusherChannel('news', 'e', () => {}).status)).toBe('idle')
  })

  test('usePusherEvents has none', async () => {
    expect(await onServer(() => usePusherEvents('news', 'e').length)).toBe('0')
  })

  test('usePresence has nobody', async () => {
    expect(await onServer(() => usePresence('presence-room').count)).toBe('0')
    expect(await onServer(() => usePresence('presence-room', { select: ({ status }) => status }))).toBe(
      'idle',
    )
  })

  test('useTyping has nobody', async () => {
    expect(await onServer(() => useTyping('presence-room').typing.length)).toBe('0')
  })

  test('usePusherUser is nobody', async () => {
    expect(await onServer(() => usePusherUser().status)).toBe('idle')
  })

  test('usePusherActions is there', async () => {
    expect(await onServer(() => typeof usePusherActions().trigger)).toBe('function')
  })

  test('useEventLog is empty', async () => {
    expect(await onServer(() => useEventLog({ channel: 'logs', event: 'log' }).total)).toBe('0')
  })
})
