import type { ChannelPolicy, Policies } from '../../server/index.ts'
import { openChannels } from '../demo/demo-channels.ts'
import { demoSetup, type ServeSetup } from './serve-setup.ts'

const anyone: ChannelPolicy = {
  subscribe: () => true,
  publish: () => true,
  history: 'anyone',
}

/**
 * Patterns for all valid names: a pattern matches only names of its kind, and a parameter has at least one character.
 */
const openPolicies: Policies = Object.fromEntries(
  ['{channel}', 'private-', 'private-{channel}', 'presence-', 'presence-{channel}']
    .concat('private-encrypted-', 'private-encrypted-{channel}')
    .map((pattern) => [pattern, anyone]),
)

/**
 * The setup of `serve` without a configuration: every valid channel is open. Channels of the demo keep their schemas
 * and numbers; other channels are not numbered.
 */
export function openSetup(origins: readonly string[]): ServeSetup {
  return {
    ...demoSetup(origins),
    mode: 'open',
    channels: openChannels,
    authorize: openPolicies,
    isAdmin: () => true,
  }
}
