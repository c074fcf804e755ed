/**
 * Stories on the mock: each gets a Pusher of its own, and a toolbar that breaks its network.
 *
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
 * @module
 */
export { mockPusherOf, mockPusherToolbar, startMockPusher, withMockPusher } from './storybook/index.ts'
export type { MockNetworkState, MockPusherContext, MockPusherParameters } from './storybook/index.ts'
