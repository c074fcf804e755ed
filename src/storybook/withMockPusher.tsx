import { useEffect } from 'react'
import { PusherProvider, usePusherConnection } from '../index.ts'
import { storyRunOf } from './mock-pusher.ts'
import { isNetworkState } from './network/network-state.ts'
import { networkGlobal } from './network/network-toolbar.ts'
import { parametersOf, type MockPusherContext } from './parameters.ts'
import type { StoryRun } from './story-run.ts'

interface StoryOnMockProps {
  context: MockPusherContext
  children: React.ReactNode
}

function StoryOnMock({ context, children }: StoryOnMockProps) {
  const run = storyRunOf(context)
  const chosen = context.globals[networkGlobal]
  useEffect(() => run.network.choose(isNetworkState(chosen) ? chosen : null), [run, chosen])
  const { provider = {} } = parametersOf(context)
  const given = typeof provider === 'function' ? provider(run.mock) : provider
  return (
    <PusherProvider {...run.mock.provider} {...given} {...(run.isOver && { enabled: false })}>
      <ConnectionOfStory run={run} />
      {children}
    </PusherProvider>
  )
}

/** Passes the connection state and the reconnect function to the run. */
function ConnectionOfStory({ run }: { run: StoryRun }) {
  const { state, reconnect } = usePusherConnection({ latencyInterval: 0 })
  useEffect(() => run.network.reconnectBy(reconnect), [run, reconnect])
  useEffect(() => run.reportConnection(state), [run, state])
  return null
}

/**
 * A decorator that renders a story inside a `PusherProvider` on its own mock.
 *
 * @throws {@link StoryError} when no mock was started for the story
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
export function withMockPusher(Story: React.ComponentType, context: MockPusherContext): React.ReactNode {
  return (
    <StoryOnMock context={context}>
      <Story />
    </StoryOnMock>
  )
}
