import { addChecks } from './channel-checks.ts'
import type { ChannelDefinitions } from './definition.ts'
import { ChannelPatternError } from './errors.ts'
import { checkPattern } from './legal-pattern.ts'
import { accessOf } from './pattern.ts'

/**
 * Declares the app's channels once, for hooks, server policies and the mock.
 *
 * @returns the same object, with its literal types
 * @throws {@link ChannelPatternError} when a pattern is not a legal channel name or a definition does not fit its
 * prefix
 * @example
 * ```ts
 * import { z } from 'zod'
 *
 * export const channels = defineChannels({
 *   logs: { events: { log: z.object({ text: z.string() }) }, persist: true },
 *   'private-user-{userId}': { events: { notification: type<{ title: string }>() } },
 *   'presence-session-{sessionId}': {
 *     member: type<{ name: string }>(),
 *     events: {},
 *     clientEvents: { 'client-typing': type<{ isTyping: boolean }>() },
 *   },
 * })
 * ```
 */
export function defineChannels<const Channels extends ChannelDefinitions>(channels: Channels): Channels {
  for (const [pattern, definition] of Object.entries(channels)) {
    checkPattern(pattern)
    const access = accessOf(pattern)
    const fail = (expectation: string, remedy: string): never => {
      throw new ChannelPatternError(pattern, expectation, remedy)
    }
    if (definition.member && access !== 'presence-') {
      fail('no `member` but got one', 'Only presence channels have members: start the name with presence-.')
    }
    if (definition.clientEvents && access !== 'private-' && access !== 'presence-') {
      fail('no `clientEvents` but got some', 'Only private and presence channels carry client events.')
    }
    if (definition.batch && !definition.persist) {
      fail('`persist: true` with `batch` but got none', 'Only numbered events can be batched: add persist.')
    }
    for (const event of Object.keys(definition.clientEvents ?? {})) {
      if (!event.startsWith('client-')) {
        fail(`client events named client-… but got "${event}"`, 'Rename it, or move it to `events`.')
      }
    }
    for (const event of Object.keys(definition.events)) {
      if (/^(client-|pusher:|pusher_internal:|kit:)/.test(event)) {
        fail(`an event name of the app's own but got "${event}"`, 'client-… belongs to `clientEvents`.')
      }
    }
  }
  addChecks(channels)
  return channels
}
