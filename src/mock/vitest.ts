/**
 * Vitest matchers for the mock's transcript. Import it once, in a setup file or in the test file.
 *
 * @example
 * ```ts
 * import 'react-pusher-kit/mock/vitest'
 * import { createMockPusher } from 'react-pusher-kit/mock'
 *
 * const mock = createMockPusher()
 * mock.client().subscribe('logs')
 * await mock.subscribed('logs')
 * expect(mock).toBeSubscribedTo('logs')
 * expect(mock).toHaveSent('pusher:subscribe', { channel: 'logs', times: 1 })
 * expect(mock).toHaveReceived('pusher_internal:subscription_succeeded')
 * ```
 *
 * @module
 */
import { expect } from 'vitest'
import { mockMatchers, type FrameExpectation } from './matchers.ts'

expect.extend(mockMatchers)

export { mockMatchers, type FrameExpectation }

interface MockMatchers {
  /** For the mock: some connection is subscribed to the channel. For a client: it is subscribed. */
  toBeSubscribedTo(channel: string): void
  /** A client sent a matching frame. */
  toHaveSent(event: string, expected?: FrameExpectation): void
  /** A client received a matching frame. */
  toHaveReceived(event: string, expected?: FrameExpectation): void
}

declare module 'vitest' {
  // TypeScript requires an augmented interface to repeat the original's type parameters, including `any`.
  // oxlint-disable-next-line no-unused-vars, typescript/no-explicit-any
  interface Matchers<T = any> extends MockMatchers {}
}
