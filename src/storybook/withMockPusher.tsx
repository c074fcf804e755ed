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

/**
 * Decorator: renders a story inside a `PusherProvider` on its own mock.
 *
 * @throws `Error` when the preview does not run {@link startMockPusher}
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
export function withMockPusher(Story: React.ComponentType, context: MockPusherContext): React.JSX.Element {
  return (
    <StoryOnMock context={context}>
      <Story />
    </StoryOnMock>
  )
}
