import type { MockPusher } from '../mock/index.ts'
import { StoryError } from './errors.ts'
import { parametersOf, type MockPusherContext } from './parameters.ts'
import { StoryRun } from './story-run.ts'

/**
 * The runs that are on, by the element that the story is drawn in. Storybook runs `beforeEach` again for every
 * change of args or globals; the story goes on then, and so does its mock.
 */
const runs = new WeakMap<object, { id: string | undefined; run: StoryRun }>()

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
 * @throws StoryError when no mock was started for the story
 */
export function mockPusherOf(context: MockPusherContext): MockPusher {
  return storyRunOf(context).mock
}

/** @throws StoryError when no mock was started for the story */
export function storyRunOf({ loaded: { pusherRun } }: MockPusherContext): StoryRun {
  // No `instanceof`: an addon and a story may come with a copy of this module each.
  if (pusherRun) return pusherRun as StoryRun
  throw new StoryError(
    'mock_not_started',
    'Expected a mock in the story’s context but got none. Add `react-pusher-kit/storybook` to the addons of ' +
      '.storybook/main, or `beforeEach: startMockPusher` to .storybook/preview.',
  )
}

/** For `beforeEach` of the preview: one mock per story, gone with the story. */
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
