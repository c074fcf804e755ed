/**
 * Channel declarations: names and payloads, declared once and checked on every side.
 *
 * ```ts
 * import { channelName, defineChannels, type } from 'react-pusher-kit/channels'
 *
 * export const channels = defineChannels({
 *   'private-user-{userId}': { events: { notification: type<{ title: string }>() } },
 * })
 *
 * declare module 'react-pusher-kit/channels' {
 *   interface Register { channels: typeof channels }
 * }
 *
 * channelName('private-user-{userId}', { userId: '42' }) // 'private-user-42'
 * ```
 *
 * @module
 */
export * from './channels/index.ts'
