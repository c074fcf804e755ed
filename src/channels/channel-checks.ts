import { checkPayload } from './check-payload.ts'
import { findDeclared } from './declared-channel.ts'
import type { ChannelDefinition, ChannelDefinitions } from './definition.ts'
import { findUndeclared } from './undeclared.ts'

/** The code that reads a declaration. The client gets it from the declared channels, see {@link checksOf}. */
export interface ChannelChecks {
  readonly find: typeof findDeclared
  readonly undeclared: typeof findUndeclared
  readonly check: typeof checkPayload
}

/** All checks. */
export const channelChecks: ChannelChecks = {
  find: findDeclared,
  undeclared: findUndeclared,
  check: checkPayload,
}

const place = Symbol.for('react-pusher-kit.checks')

type Shared = { [place]?: WeakMap<ChannelDefinition, ChannelChecks> }

/** One table for all copies of this module, so that entry points in separate bundles share it. */
function shared(): WeakMap<ChannelDefinition, ChannelChecks> {
  return ((globalThis as Shared)[place] ??= new WeakMap())
}

/** Adds the checks to the definitions of channels, which keep them in another object: `{ ...channels }`. */
export function addChecks(channels: ChannelDefinitions): void {
  for (const definition of Object.values(channels)) shared().set(definition, channelChecks)
}

/** The checks of channels from `defineChannels`, so that apps without declared channels do not load their code. */
export function checksOf(channels: ChannelDefinitions | undefined): ChannelChecks | undefined {
  for (const definition of Object.values(channels ?? {})) {
    const checks = shared().get(definition)
    if (checks) return checks
  }
  return undefined
}
