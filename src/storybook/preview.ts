/**
 * The addon's preview entry: annotations that `addons: ['react-pusher-kit/storybook']` adds to every story.
 *
 * @module
 */
import { addons } from 'storybook/preview-api'
import { linkStory } from './link/story-link.ts'
import { startMockPusher, storyRunOf } from './mock-pusher.ts'
import { parametersOf, type MockPusherContext } from './parameters.ts'
import type { StoryRun } from './story-run.ts'
import { withMockPusher } from './withMockPusher.tsx'

export { mockPusherToolbar as globalTypes } from './network/network-toolbar.ts'

export const decorators = [withMockPusher]

const linked = new WeakSet<StoryRun>()

/** Creates a mock for the story, connects it to the panel, and disposes it with the story. */
export function beforeEach(context: MockPusherContext & { id: string }): () => void {
  const stop = startMockPusher(context)
  const run = storyRunOf(context)
  if (linked.has(run)) return stop
  linked.add(run)
  const { channels: declared = {} } = parametersOf(context)
  const unlink = linkStory(addons.getChannel(), { storyId: context.id, run, declared })
  return () => {
    unlink()
    stop()
  }
}
