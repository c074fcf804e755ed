import { createMockPusher, type MockPusher, type MockPusherOptions } from '../mock/index.ts'
import type { PusherProviderProps } from '../index.ts'

/**
 * What a story says of its mock, under `parameters.pusher`.
 *
 * @example
 * ```ts
 * import type { MockPusherParameters } from 'react-pusher-kit/storybook'
 *
 * const pusher: MockPusherParameters = {
 *   latency: [40, 200],
 *   setup: (mock) => mock.join('presence-room', { id: 'ana', info: { name: 'Ana' } }),
 * }
 * export const Busy = { parameters: { pusher } }
 * ```
 */
export interface MockPusherParameters extends MockPusherOptions {
  /** Props for `PusherProvider`, over those of the mock. @defaultValue `{}` */
  provider?: Partial<PusherProviderProps>
  /** Runs before the story renders: authorise, stage history, let members in. @defaultValue none */
  setup?: (mock: MockPusher) => void
}

/** The part of Storybook's story context that the mock hangs on. */
export interface MockPusherContext {
  /** Where the mock is kept from `startMockPusher` on. */
  loaded: Record<string, unknown>
  /** The parameters of the story; `pusher` is ours. */
  parameters: Record<string, unknown>
  /** The toolbar; `pusherNetwork` is ours. */
  globals: Record<string, unknown>
}

/** What the story says of its mock. */
export function parametersOf(context: MockPusherContext): MockPusherParameters {
  return context.parameters.pusher ?? {}
}

/**
 * The mock behind a story, for its `play` function.
 *
 * @throws `Error` when the preview does not run {@link startMockPusher}
 * @example
 * ```ts
 * import { mockPusherOf, type MockPusherContext } from 'react-pusher-kit/storybook'
 *
 * export const Live = {
 *   play: async (context: MockPusherContext) => {
 *     const mock = mockPusherOf(context)
 *     await mock.subscribed('logs')
 *     mock.trigger('logs', 'log', { text: 'hello' })
 *   },
 * }
 * ```
 */
export function mockPusherOf(context: MockPusherContext): MockPusher {
  const { mockPusher } = context.loaded
  if (mockPusher) return mockPusher as MockPusher
  throw new Error(
    'Expected a mock in the story’s context, but got none. Add `beforeEach: startMockPusher` to .storybook/preview.',
  )
}

/**
 * For `beforeEach` of the preview: one mock per story, gone with the story.
 *
 * @example
 * ```ts
 * // .storybook/preview.ts
 * import { mockPusherToolbar, startMockPusher, withMockPusher } from 'react-pusher-kit/storybook'
 *
 * export default {
 *   beforeEach: startMockPusher,
 *   decorators: [withMockPusher],
 *   globalTypes: mockPusherToolbar,
 * }
 * ```
 */
export function startMockPusher(context: MockPusherContext): () => void {
  const { setup, provider: _provider, ...options } = parametersOf(context)
  const mock = createMockPusher(options)
  context.loaded.mockPusher = mock
  setup?.(mock)
  return () => mock.dispose()
}
