import { act, render } from '@testing-library/react'
import { PusherProvider, usePusherConnection, type Backend } from 'react-pusher-kit'
import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const keys = ['first', 'second', 'third'] as const
let mocks: Record<string, MockPusher>
let tried: string[]
beforeEach(() => {
  tried = []
  vi.useFakeTimers()
  mocks = Object.fromEntries(
    keys.map((key, index) => [key, createMockPusher({ app: { id: String(index), key } })]),
  )
})
afterEach(() => {
  for (const mock of Object.values(mocks)) mock.dispose()
  vi.useRealTimers()
})

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))
const connected = () => keys.filter((key) => mocks[key]?.connections.length)

function State() {
  return <p>{usePusherConnection().state}</p>
}

function App({ fallbacks }: { fallbacks: readonly Backend[] }) {
  return (
    <PusherProvider
      appKey="first"
      fallbacks={fallbacks}
      createClient={(key, options) => {
        tried.push(key)
        return (mocks[key] as MockPusher).provider.createClient(key, options)
      }}
      fetch={() => Promise.resolve(new Response('', { status: 404 }))}
    >
      <State />
    </PusherProvider>
  )
}

function refuse(key: string) {
  const mock = mocks[key] as MockPusher
  mock.network = { connect: { code: 4003 } }
  mock.drop({ code: 4003 })
}

describe('fallbacks as a prop', () => {
  it('written inline they are gone through in order all the same', async () => {
    const app = () => <App fallbacks={[{ appKey: 'second' }, { appKey: 'third' }]} />
    const { rerender } = render(app())
    await pass(100)
    refuse('first')
    await pass(100)
    expect(connected()).toEqual(['second'])
    rerender(app())
    refuse('second')
    await pass(100)
    expect(connected()).toEqual(['third'])
    expect(tried).toEqual(keys)
  })

  it('may come later', async () => {
    const { rerender } = render(<App fallbacks={[]} />)
    await pass(100)
    rerender(<App fallbacks={[{ appKey: 'second' }]} />)
    refuse('first')
    await pass(100)
    expect(connected()).toEqual(['second'])
  })
})
