import { createMockPusher, type MockPusher, type MockPusherOptions } from '../mock/index.ts'
import type { PusherProviderProps } from '../index.ts'

/** What a story says of its mock, under `parameters.pusher`. */
export interface MockPusherParameters extends MockPusherOptions {
  /** Props for `PusherProvider`, over those of the mock. */
  provider?: Partial<PusherProviderProps>
  /** Runs before the story renders: authorise, stage history, let members in. */
  setup?: (mock: MockPusher) => void
}

/** The part of Storybook's story context that the mock hangs on. */
export interface MockPusherContext {
  loaded: Record<string, unknown>
  parameters: Record<string, unknown>
  globals: Record<string, unknown>
}

/** What the story says of its mock. */
export function parametersOf(context: MockPusherContext): MockPusherParameters {
  return context.parameters.pusher ?? {}
}

/**
 * The mock behind a story, for its `play` function.
 *
 * @example
 * ```ts
 * play: async (context) => {
 *   const mock = mockPusherOf(context)
 *   await mock.subscribed('logs')
 *   mock.trigger('logs', 'log', { text: 'hello' })
 * }
 * ```
 * @throws when the preview does not run {@link startMockPusher}
 */
export function mockPusherOf(context: MockPusherContext): MockPusher {
  const { mockPusher } = context.loaded
  if (mockPusher) return mockPusher as MockPusher
  throw new Error(
    'Expected a mock in the story’s context, but got none. Add `beforeEach: startMockPusher` to .storybook/preview.',
  )
}

/** For `beforeEach` of the preview: one mock per story, gone with the story. */
export function startMockPusher(context: MockPusherContext): () => void {
  const { setup, provider: _provider, ...options } = parametersOf(context)
  const mock = createMockPusher(options)
  context.loaded.mockPusher = mock
  setup?.(mock)
  return () => mock.dispose()
}
