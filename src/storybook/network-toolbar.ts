import type { MockPusher } from '../mock/index.ts'

/**
 * What the toolbar may do to the network of a story.
 *
 * @example
 * ```ts
 * import type { MockNetworkState } from 'react-pusher-kit/storybook'
 *
 * const pusherNetwork: MockNetworkState = 'outage'
 * export const Down = { globals: { pusherNetwork } }
 * ```
 */
export type MockNetworkState =
  /** Everything passes at once. */
  | 'online'
  /** 200 ms each way. */
  | 'slow'
  /** Pusher is down; the browser has its network. */
  | 'outage'
  /** The browser has no network. */
  | 'offline'

/**
 * For `globalTypes` of the preview: a toolbar that breaks and mends the network of the story on screen.
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
  pusherNetwork: {
    description: 'Network between the story and the mock',
    toolbar: {
      title: 'Network',
      icon: 'transfer' as const,
      dynamicTitle: true as const,
      items: [
        { value: 'online', title: 'Online' },
        { value: 'slow', title: 'Slow (400 ms)' },
        { value: 'outage', title: 'Pusher is down' },
        { value: 'offline', title: 'Offline' },
      ],
    },
  },
}

/** Puts the network into a state; the answer mends it. */
export function breakNetwork(mock: MockPusher, state: MockNetworkState): () => void {
  switch (state) {
    case 'slow': {
      const { latency } = mock.network
      mock.network = { latency: 200 }
      return () => {
        mock.network = { latency }
      }
    }
    case 'outage':
      mock.outage()
      return () => mock.restore()
    case 'offline':
      mock.offline()
      return () => mock.online()
    default:
      return () => {}
  }
}
