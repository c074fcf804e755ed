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
  return (
    <PusherProvider {...run.mock.provider} {...parametersOf(context).provider}>
      <ConnectionOfStory run={run} />
      {children}
    </PusherProvider>
  )
}

/** Tells the run how the story's connection is, and how to bring it back. */
function ConnectionOfStory({ run }: { run: StoryRun }) {
  const { state, reconnect } = usePusherConnection({ latencyInterval: 0 })
  useEffect(() => run.network.reconnectBy(reconnect), [run, reconnect])
  useEffect(() => run.tellConnection(state), [run, state])
  return null
}

/** Decorator: renders a story inside a `PusherProvider` on its own mock. */
export function withMockPusher(Story: React.ComponentType, context: MockPusherContext) {
  return (
    <StoryOnMock context={context}>
      <Story />
    </StoryOnMock>
  )
}
