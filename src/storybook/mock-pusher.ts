import type { MockPusher } from '../mock/index.ts'
import { StoryError } from './errors.ts'
import { parametersOf, type MockPusherContext } from './parameters.ts'
import { StoryRun } from './story-run.ts'

/**
 * The active runs, by the story's canvas element. Storybook calls `beforeEach` again for every change of args or
 * globals; the story stays mounted then and keeps its mock.
 */
const runs = new WeakMap<object, { id: string | undefined; run: StoryRun }>()

/**
 * The mock of a story, for its `play` function.
 *
 * @throws {@link StoryError} when no mock was started for the story
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
  return storyRunOf(context).mock
}

/** @throws StoryError when no mock was started for the story */
export function storyRunOf({ loaded: { pusherRun } }: MockPusherContext): StoryRun {
  // No `instanceof`: the addon and the story may bundle separate copies of this module.
  if (pusherRun) return pusherRun as StoryRun
  throw new StoryError(
    'mock_not_started',
    'Expected a mock in the story’s context but got none. Add `react-pusher-kit/storybook` to the addons of ' +
      '.storybook/main, or `beforeEach: startMockPusher` to .storybook/preview.',
  )
}

/**
 * For `beforeEach` of the preview: creates a mock for the story, and disposes it with the story.
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
  const { id, canvasElement, loaded } = context
  const place = typeof canvasElement === 'object' ? canvasElement : null
  const before = place && runs.get(place)
  if (before && before.id === id) {
    loaded.pusherRun = before.run
    return () => {}
  }
  const run = new StoryRun(parametersOf(context))
  loaded.pusherRun = run
  if (place) runs.set(place, { id, run })
  return () => {
    if (place && runs.get(place)?.run === run) runs.delete(place)
    run.stop()
  }
}
