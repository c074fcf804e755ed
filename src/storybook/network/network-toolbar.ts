import { networkStates, type MockNetworkState } from '../../inspector/index.ts'

/** The global of the toolbar; without a value, the story's own network applies. */
export const networkGlobal = 'pusherNetwork'

const states = Object.entries(networkStates) as [MockNetworkState, string][]

/**
 * For `globalTypes` of the preview: a toolbar that sets the network of the current story.
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
export const mockPusherToolbar = {
  [networkGlobal]: {
    description: 'Network between the story and Pusher',
    toolbar: {
      title: 'Network',
      icon: 'transfer' as const,
      dynamicTitle: true as const,
      items: [
        ...states.map(([value, title]) => ({ value, title })),
        { type: 'reset' as const, title: 'Story default' },
      ],
    },
  },
}
