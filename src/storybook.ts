/**
 * A Storybook addon: every story gets its own mock of Pusher. A toolbar simulates network failures, and a panel
 * publishes events, adds members and shows every frame.
 *
 * ```ts
 * // .storybook/main.ts
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
 * With CSF Next, `main.ts` adds the panel only; the preview lists the addon too:
 *
 * ```ts
 * // .storybook/preview.ts
 * import { definePreview } from '@storybook/react-vite'
 * import * as pusher from 'react-pusher-kit/storybook/preview'
 *
 * export default definePreview({ addons: [pusher] })
 * ```
 *
 * Without the panel, and for portable stories, add the parts yourself:
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
