import { matchChannel } from '../../channels/index.ts'
import type { ChannelDefinitions, ParamsOf } from '../../channels/index.ts'
import type { User } from '../authentication/authentication.ts'
import { HttpError } from '../request/http-error.ts'

/** What a policy decides by. */
export interface PolicyRequest<Params = Record<string, string>> {
  /** Who asks. */
  user: User
  /** What stands in the name in place of the pattern's `{parameters}`. */
  params: Params
  /** The channel that they ask for. */
  channel: string
}

/** Methods, so that a policy with typed parameters also fits where the patterns are not known. */
interface Checks<Params> {
  /** True lets the user in. */
  check(request: PolicyRequest<Params>): boolean | Promise<boolean>
  /** True lets the event out. */
  publish(request: PolicyRequest<Params> & { event: string; data: unknown }): boolean | Promise<boolean>
  /** What the others see of the user. */
  member(request: PolicyRequest<Params>): Readonly<Record<string, unknown>>
}

/** Says whether a user may subscribe, or read history. */
export type Check<Params = Record<string, string>> = Checks<Params>['check']

/** Says whether a user may publish an event. */
export type PublishCheck<Params = Record<string, string>> = Checks<Params>['publish']

/** Who may do what in a channel. What is left out is denied. */
export interface ChannelPolicy<Params = Record<string, string>> {
  /**
   * Asked for private, presence and encrypted channels; Pusher lets anyone into public ones (Pusher
   * documentation, "Channels"). @defaultValue nobody may
   */
  subscribe?: Check<Params>
  /** May this event go out through the trigger, message and log routes? @defaultValue nobody may */
  publish?: PublishCheck<Params>
  /** Who may read what was stored; `'anyone'` needs no credentials. @defaultValue nobody may */
  history?: Check<Params> | 'anyone'
  /** What the other members of a presence channel see. @defaultValue the user's `info` */
  member?: Checks<Params>['member']
}

/** A function alone decides on subscribe and history. */
export type Policy<Params = Record<string, string>> = ChannelPolicy<Params> | Check<Params>

/** Policies by declared pattern; the first that matches decides, and without a match all is denied. */
export type Policies<Channels extends ChannelDefinitions = ChannelDefinitions> = {
  readonly [Pattern in keyof Channels & string]?: Policy<ParamsOf<Pattern>>
}

/** A channel's policy with the parameters of its name. */
export interface PolicyMatch {
  policy: ChannelPolicy
  params: Record<string, string>
}

export interface PolicyBook {
  find(channel: string): PolicyMatch | null
  /** @throws HttpError 403 */
  assertSubscribe(user: User, channel: string): Promise<PolicyMatch>
  /** @throws HttpError 403 */
  assertPublish(user: User, channel: string, event: string, data: unknown): Promise<void>
  /** @throws HttpError 403 */
  assertHistory(user: User, channel: string): Promise<void>
  /** True when a channel's history needs no credentials. */
  historyIsOpen(channel: string): boolean
}

export function policyBook(policies: Policies): PolicyBook {
  // Matching is by the order of the policies, which may differ from that of the declarations.
  const patterns: ChannelDefinitions = Object.fromEntries(
    Object.keys(policies).map((pattern) => [pattern, { events: {} }]),
  )

  function find(channel: string): PolicyMatch | null {
    const match = matchChannel(patterns, channel)
    const policy = match && policies[match.pattern]
    if (!policy) return null
    const full = typeof policy === 'function' ? { subscribe: policy, history: policy } : policy
    return { policy: full, params: match.params }
  }

  return {
    find,
    async assertSubscribe(user, channel) {
      const match = find(channel)
      const allowed = await match?.policy.subscribe?.({ user, channel, params: match.params })
      if (!match || allowed !== true) throw denied('channel_name', 'subscribe to this channel')
      return match
    },
    async assertPublish(user, channel, event, data) {
      const match = find(channel)
      const request = { user, channel, event, data, params: match?.params ?? {} }
      if ((await match?.policy.publish?.(request)) !== true) {
        throw denied('channel', 'publish this event in this channel')
      }
    },
    async assertHistory(user, channel) {
      const match = find(channel)
      const check = match?.policy.history
      if (check === 'anyone') return
      if ((await check?.({ user, channel, params: match?.params ?? {} })) !== true) {
        throw denied('channel', "read this channel's history")
      }
    },
    historyIsOpen: (channel) => find(channel)?.policy.history === 'anyone',
  }
}

function denied(field: string, what: string): HttpError {
  return new HttpError(403, 'forbidden', `Expected a user who may ${what}.`, { field })
}
