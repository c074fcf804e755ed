/**
 * A Storybook addon: every story gets a Pusher of its own, a toolbar that breaks its network, and a panel that
 * publishes, lets members in and shows every frame.
 *
 * ```ts
 * // .storybook/main.ts: that is all of it
 * export default { addons: ['react-pusher-kit/storybook'] }
 *
 * // a story
 * export const Live = {
 *   parameters: {
 *     pusher: { script: [{ after: 500, channel: 'logs', event: 'log', data: { text: 'hello' } }] },
 *   },
 * }
 * ```
 *
 * A preview of CSF Next takes no addon from `main.ts` but its panel. It names the addon itself:
 *
 * ```ts
 * // .storybook/preview.ts
 * import { definePreview } from '@storybook/react-vite'
 * import * as pusher from 'react-pusher-kit/storybook/preview'
 *
 * export default definePreview({ addons: [pusher] })
 * ```
 *
 * Without the panel, and for portable stories, the same by hand:
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
export * from './storybook/index.ts'
