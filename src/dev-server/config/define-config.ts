import type { ChannelDefinitions } from '../../channels/index.ts'
import { checkConfig } from './config-schema.ts'
import type { RealtimeConfig } from './realtime-config.ts'

/**
 * Declares the configuration of `react-pusher-kit serve`: the default export of `realtime.config.ts`. Channels,
 * policies and message handlers come from modules that production imports too. Only this file imports
 * `react-pusher-kit/dev-server`.
 *
 * @returns the same object
 * @throws {@link ConfigError} when a key is unknown or a value is invalid
 * @example
 * ```ts
 * import { defineChannels, type } from 'react-pusher-kit/channels'
 * import { defineConfig } from 'react-pusher-kit/dev-server'
 *
 * const channels = defineChannels({
 *   'presence-room-{roomId}': { events: { said: type<{ text: string }>() }, persist: true },
 * })
 *
 * export default defineConfig({
 *   channels,
 *   authorize: { 'presence-room-{roomId}': ({ user }) => user.id !== 'guest' },
 *   users: [{ id: 'ana', info: { name: 'Ana' }, roles: ['admin'] }],
 * })
 * ```
 */
export function defineConfig<const Channels extends ChannelDefinitions>(
  config: RealtimeConfig<Channels>,
): RealtimeConfig<Channels> {
  checkConfig(config)
  return config
}
