import { act, render, screen } from '@testing-library/react'
import { Suspense, useEffect, type ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import {
  PusherProvider,
  usePresence,
  usePusher,
  usePusherChannel,
  usePusherConnection,
  usePusherEvents,
  usePusherUser,
  useTyping,
} from 'react-pusher-kit'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { reactMock } from './on-mock.tsx'

const on = reactMock()
const room = 'presence-room'
const cache = 'cache-prices'
afterEach(() => {
  vi.restoreAllMocks()
})

const hooks: Record<string, () => unknown> = {
  usePusher: () => usePusher() !== null,
  usePusherConnection: () => {
    const { state, isConnected, socketId } = usePusherConnection()
    return [state, isConnected, socketId !== null]
  },
  usePusherChannel: () => {
    const { status, channel, subscriptionCount } = usePusherChannel('news')
    return [status, channel !== null, subscriptionCount]
  },
  usePusherEvents: () => usePusherEvents(cache, 'price'),
  usePresence: () => {
    const { count, status } = usePresence(room)
    return [count, status]
  },
  'usePresence with select': () => usePresence(room, { select: ({ count }) => count }),
  useTyping: () => useTyping(room).typing.map(({ id }) => id),
  usePusherUser: () => usePusherUser().status,
}

/** Keeps everything that the late boundary reads alive and up to date. */
function Alive({ ready }: { ready: () => void }) {
  const { isConnected } = usePusherConnection()
  const { status } = usePusherChannel('news')
  const prices = usePusherEvents(cache, 'price')
  const { count } = usePresence(room)
  const { typing } = useTyping(room)
  const { status: signIn } = usePusherUser()
  const all = [
    isConnected,
    status === 'subscribed',
    prices.length,
    count > 1,
    typing.length,
    signIn === 'signed-in',
  ]
  const isReady = all.every(Boolean)
  useEffect(() => {
    if (isReady) ready()
  }, [isReady, ready])
  return null
}

/** Suspends until the gate opens, on the client only. */
function createGate() {
  let isOpen = true
  let open: () => void = () => {}
  let waiting = Promise.resolve()
  return {
    close() {
      isOpen = false
      waiting = new Promise((resolve) => {
        open = () => {
          isOpen = true
          resolve()
        }
      })
    },
    open: () => open(),
    Gate: ({ children }: { children: ReactNode }) => {
      // oxlint-disable-next-line typescript/only-throw-error -- how a component suspends, in every version of React
      if (!isOpen) throw waiting
      return children
    },
  }
}

describe('a boundary that hydrates when everything is long live', () => {
  it.each(Object.keys(hooks))('%s takes over the markup of the server without a mismatch', async (name) => {
    const complaints = vi.spyOn(console, 'error')
    const seen: string[] = []
    // The React Compiler keeps the result of what is not named as a hook.
    const useValue = hooks[name] as () => unknown
    const Late = () => {
      const text = JSON.stringify(useValue())
      seen.push(text)
      return <p>{text}</p>
    }
    const { Gate, ...gate } = createGate()
    const ready = vi.fn()
    const app = (
      <PusherProvider {...on.mock.provider}>
        <Alive ready={ready} />
        <Suspense>
          <Gate>
            <Late />
          </Gate>
        </Suspense>
      </PusherProvider>
    )
    const container = document.createElement('div')
    container.innerHTML = renderToString(app)
    document.body.append(container)
    const fromServer = container.querySelector('p')?.textContent
    seen.length = 0
    gate.close()
    const onRecoverableError = vi.fn()
    render(app, { container, hydrate: true, onRecoverableError })
    const ana = on.mock.join(room, { id: 'ana' })
    await vi.waitFor(() => expect(on.mock.channel(cache).occupied).toBe(true))
    await act(() => on.mock.settled())
    on.mock.trigger(cache, 'price', 1)
    ana.trigger('client-typing', { typing: true })
    await vi.waitFor(() => expect(ready).toHaveBeenCalled())
    expect(seen).toEqual([])
    await act(async () => gate.open())
    expect(seen[0]).toBe(fromServer)
    expect(onRecoverableError).not.toHaveBeenCalled()
    expect(complaints.mock.calls.filter(([text]) => /hydrat|did not match/i.test(String(text)))).toEqual([])
    await vi.waitFor(() => expect(screen.getByText(seen.at(-1) as string)).toBeInTheDocument())
    expect(seen.at(-1)).not.toBe(fromServer)
  })
})
