import { createPusherKit, type KitOptions, type PusherKit } from 'react-pusher-kit/client'
import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { afterEach, beforeEach, expect, vi, type MockInstance } from 'vitest'

/** The mock of the present test. */
export let mock: MockPusher
/** The kit of the present test. Set by {@link create} and {@link open}. */
export let kit: PusherKit
/** What `navigator.onLine` says. */
export let onLine: MockInstance<() => boolean>
let visibility: MockInstance<() => DocumentVisibilityState>

/** Gives each test of a file a mock of its own, fake timers, and a page that is visible and online. */
export function kitsOnMock(): void {
  beforeEach(() => {
    vi.useFakeTimers()
    visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('visible')
    onLine = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(true)
    mock = createMockPusher()
  })
  afterEach(() => {
    kit.dispose()
    mock.dispose()
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
    vi.useRealTimers()
  })
}

export const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
export const now = () => kit.connection.getSnapshot()

/** Creates the kit of the test, which ends with it. */
export function create(options: KitOptions): void {
  kit = createPusherKit(options)
}

/** Creates a kit on the mock, and waits until it is connected. */
export async function open(options: KitOptions = {}) {
  create({ ...mock.provider, ...options })
  await pass(20)
  expect(now().isConnected).toBe(true)
}

/** Lets time pass in steps, and looks on. */
export async function watch(ms: number, look: () => void, step = 50) {
  for (let passed = 0; passed < ms; passed += step) {
    await pass(step)
    look()
  }
}

export function setVisible(isVisible: boolean) {
  visibility.mockReturnValue(isVisible ? 'visible' : 'hidden')
  document.dispatchEvent(new Event('visibilitychange'))
}
