import { useEffect } from 'react'
import { PusherProvider } from '../index.ts'
import { type MockPusherContext, mockPusherOf, parametersOf } from './mock-pusher.ts'
import { breakNetwork, type MockNetworkState } from './network-toolbar.ts'

interface StoryOnMockProps {
  context: MockPusherContext
  children: React.ReactNode
}

function StoryOnMock({ context, children }: StoryOnMockProps) {
  const mock = mockPusherOf(context)
  const network = (context.globals.pusherNetwork ?? 'online') as MockNetworkState
  useEffect(() => breakNetwork(mock, network), [mock, network])
  return (
    <PusherProvider {...mock.provider} {...parametersOf(context).provider}>
      {children}
    </PusherProvider>
  )
}

/** Decorator: renders a story inside a `PusherProvider` on its own mock. */
export function withMockPusher(Story: React.ComponentType, context: MockPusherContext) {
  return (
    <StoryOnMock context={context}>
      <Story />
    </StoryOnMock>
  )
}
