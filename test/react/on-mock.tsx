import type { ReactNode } from 'react'
import { PusherProvider, type PusherProviderProps } from 'react-pusher-kit'
import { createMockPusher, type MockPusher, type MockPusherOptions } from 'react-pusher-kit/mock'
import { afterEach, beforeEach } from 'vitest'

/** A mock per test, and a provider on it. */
export interface ReactMock {
  readonly mock: MockPusher
  wrapper: (props: { children: ReactNode }) => ReactNode
  /**
   * Options of `render` and `renderHook` for StrictMode around everything: below a component of its own, React does not
   * run the effects of a first mount twice.
   */
  strict: { wrapper: ReactMock['wrapper']; reactStrictMode: true }
  /** How often a frame was sent for a channel. */
  sent: (event: string, channel: string) => number
}

export function reactMock(
  props: Partial<PusherProviderProps> = {},
  options: MockPusherOptions = {},
): ReactMock {
  let mock: MockPusher
  beforeEach(() => {
    mock = createMockPusher(options)
  })
  afterEach(() => mock.dispose())
  const wrapper = ({ children }: { children: ReactNode }) => (
    <PusherProvider {...mock.provider} {...props}>
      {children}
    </PusherProvider>
  )
  return {
    get mock() {
      return mock
    },
    wrapper,
    strict: { wrapper, reactStrictMode: true },
    sent: (event, channel) =>
      mock.frames.filter((frame) => {
        const named = frame.channel ?? (frame.data as { channel?: string } | null)?.channel
        return frame.direction === 'sent' && frame.event === event && named === channel
      }).length,
  }
}
