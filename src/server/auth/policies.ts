import { matchChannel } from '../../channels/index.ts'
import type { ChannelDefinition, ChannelDefinitions, ParamsOf } from '../../channels/index.ts'
import type { OutputOf } from '../../channels/internal.ts'
import type { User } from './authentication.ts'
import type { ServerLog } from '../log.ts'
import { HttpError, typeName } from '../http/request/http-error.ts'

/** The arguments of a policy. */
export interface PolicyRequest<Params = Record<string, string>> {
  /** The user of the request. */
  user: User
  /** The values of the pattern's `{parameters}` in the channel name. */
  params: Params
  /** The name of the channel. */
  channel: string
}

/** What a `publish` policy decides about: an event, or a message with its type as the name. */
export interface PolicyEvent {
  /** The event's name, or the message's type. */
  event: string
  /** The payload, validated against its declared schema; unchanged without a declaration. */
  data: unknown
}

/** The declared events and messages with their payloads; any of them without a declaration. */
export type PolicyEventOf<Definition extends ChannelDefinition> = string extends keyof Definition['events']
  ? PolicyEvent
  : NeverEvent<
      | EventsOf<Definition['events']>
      | (Definition extends { messages: infer Messages } ? EventsOf<Messages> : never)
    >

/** The declared events with their payloads. */
type EventsOf<Schemas> = {
  [Event in keyof Schemas & string]: { event: Event; data: OutputOf<Schemas[Event]> }
}[keyof Schemas & string]

/** For a channel without declared events. */
type NeverEvent<Events extends PolicyEvent> = [Events] extends [never]
  ? { event: never; data: never }
  : Events

/** Declared as methods, so that a policy with typed parameters is assignable where the patterns are unknown. */
interface Checks<Params, Event extends PolicyEvent = PolicyEvent> {
  /** Returns true to allow the subscription. */
  check(request: PolicyRequest<Params>): boolean | Promise<boolean>
  /** Returns true to allow publishing the event. */
  publish(request: PolicyRequest<Params> & Event): boolean | Promise<boolean>
  /** Returns the info that other members receive. */
  member(request: PolicyRequest<Params>): Readonly<Record<string, unknown>>
}

/** Decides whether a user may subscribe to a channel or read its history. */
export type Check<Params = Record<string, string>> = Checks<Params>['check']

/** Decides whether a user may publish an event. */
export type PublishCheck<Params = Record<string, string>, Event extends PolicyEvent = PolicyEvent> = Checks<
  Params,
  Event
>['publish']

/** The policies of a channel. Anything without a policy is denied. */
export interface ChannelPolicy<Params = Record<string, string>, Event extends PolicyEvent = PolicyEvent> {
  /**
   * Called for private, presence and encrypted channels; public ones need no authorization (Pusher documentation,
   * "Channels"). @defaultValue nobody may
   */
  subscribe?: Check<Params>
  /** Called for events published through the trigger, message and log routes. @defaultValue nobody may */
  publish?: PublishCheck<Params, Event>
  /** Who may read the stored events. `'anyone'` allows requests without credentials. @defaultValue nobody may */
  history?: Check<Params> | 'anyone'
  /** Returns what the other members of a presence channel receive. @defaultValue the user's `info` */
  member?: Checks<Params>['member']
}

/** A function is used for `subscribe` and `history`. */
export type Policy<Params = Record<string, string>, Event extends PolicyEvent = PolicyEvent> =
  | ChannelPolicy<Params, Event>
  | Check<Params>

/** Policies by declared pattern. The first matching pattern decides; channels without a match are denied. */
export type Policies<Channels extends ChannelDefinitions = ChannelDefinitions> = {
  readonly [Pattern in keyof Channels & string]?: Policy<ParamsOf<Pattern>, PolicyEventOf<Channels[Pattern]>>
}

/** A channel's policy, with the parameters of its name. */
export interface PolicyMatch {
  pattern: string
  policy: ChannelPolicy
  params: Record<string, string>
}

/** How a denial is logged and reported. */
export interface DenialOptions {
  /**
   * Returns the payload as validated by its declared schema, or a promise of it. @throws HttpError when the event is
   * not declared, or invalid
   */
  payloadOf: (channel: string, event: string, data: unknown) => unknown
  log: ServerLog
  /** When true, the response names the user, the channel and the policy. */
  explain: boolean
}

export interface PolicyTable {
  find(channel: string): PolicyMatch | null
  /** @throws HttpError 403 */
  assertSubscribe(user: User, channel: string): Promise<PolicyMatch>
  /** @param field - the request field of the event. @throws HttpError 403 with the field */
  assertPublish(user: User, channel: string, event: string, data: unknown, field?: string): Promise<void>
  /**
   * Checks several events of one channel, in order.
   *
   * @param fieldOf - returns the request field of the n-th event
   */
  assertPublishEach(
    user: User,
    channel: string,
    events: readonly { event: string; data: unknown }[],
    fieldOf: (index: number) => string,
  ): Promise<void>
  /**
   * Calls the `publish` policy for a message of a handler.
   *
   * @param payloadOf - returns the validated payload, or a promise of it; called only if there is a policy
   * @throws HttpError 403
   */
  assertMessage(user: User, channel: string, type: string, payloadOf: () => unknown): Promise<void>
  /** @throws HttpError 403 */
  assertHistory(user: User, channel: string): Promise<void>
  /** True when reading a channel's history needs no credentials. */
  historyIsOpen(channel: string): boolean
}

export function policyTable(policies: Policies, options: DenialOptions): PolicyTable {
  // Policies are matched in their own order, which may differ from that of the declarations.
  const patterns: ChannelDefinitions = Object.fromEntries(
    Object.keys(policies).map((pattern) => [pattern, { events: {} }]),
  )

  function find(channel: string): PolicyMatch | null {
    const match = matchChannel(patterns, channel)
    const policy = match && policies[match.pattern]
    if (!policy) return null
    const full = typeof policy === 'function' ? { subscribe: policy, history: policy } : policy
    return { pattern: match.pattern, policy: full, params: match.params }
  }

  async function assertPublishEach(
    user: User,
    channel: string,
    events: readonly { event: string; data: unknown }[],
    fieldOf: (index: number) => string,
    payloadOf = options.payloadOf,
  ): Promise<void> {
    const match = find(channel)
    const params = match?.params ?? {}
    const publish = match?.policy.publish
    for (const [index, { event, data: given }] of events.entries()) {
      // Without a publish policy the event is denied, even if its payload is invalid.
      let data = publish && payloadOf(channel, event, given)
      if (data instanceof Promise) data = await data
      let result: unknown = match?.policy.publish?.({ user, channel, event, data, params })
      // With a synchronous policy, thousands of lines are checked without a microtask for each.
      if (result !== true) result = await result
      if (result === true) continue
      const field = fieldOf(index)
      throw denied({ action: 'publish', user, channel, event, match, result, field }, options)
    }
  }

  return {
    find,
    async assertSubscribe(user, channel) {
      const match = find(channel)
      const result: unknown = await match?.policy.subscribe?.({ user, channel, params: match.params })
      if (match && result === true) return match
      throw denied({ action: 'subscribe', user, channel, match, result, field: 'channel_name' }, options)
    },
    assertPublish: (user, channel, event, data, field = 'channel') =>
      assertPublishEach(user, channel, [{ event, data }], () => field),
    assertPublishEach,
    assertMessage: (user, channel, type, payloadOf) =>
      assertPublishEach(user, channel, [{ event: type, data: null }], () => 'channel', payloadOf),
    async assertHistory(user, channel) {
      const match = find(channel)
      const check = match?.policy.history
      if (check === 'anyone') return
      const result: unknown = await check?.({ user, channel, params: match?.params ?? {} })
      if (result === true) return
      throw denied({ action: 'history', user, channel, match, result, field: 'channel' }, options)
    },
    historyIsOpen: (channel) => find(channel)?.policy.history === 'anyone',
  }
}

interface Denial {
  action: 'subscribe' | 'publish' | 'history'
  user: User
  channel: string
  event?: string
  match: PolicyMatch | null
  /** The result of the policy. */
  result: unknown
  /** The field of the request. */
  field: string
}

const expectations: Readonly<Record<Denial['action'], string>> = {
  subscribe: 'subscribe to this channel',
  publish: 'publish this event in this channel',
  history: "read this channel's history",
}

/** The error of a denial. The log receives the user, the channel and the policy. */
function denied(denial: Denial, { log, explain }: DenialOptions): HttpError {
  const { action, user, channel, event, match, field } = denial
  const reason = reasonOf(denial)
  const what = { user: user.id, action, channel, ...(event === undefined ? {} : { event }) }
  log('warn', 'denied', { ...what, policy: match?.pattern ?? null, reason })
  const expectation = `Expected a user who may ${expectations[action]}`
  const act = {
    subscribe: `subscribe to \`${channel}\``,
    publish: `publish \`${event}\` in \`${channel}\``,
    history: `read the history of \`${channel}\``,
  }[action]
  const message = explain
    ? `${expectation}, but user \`${user.id}\` may not ${act}: ${reason}.`
    : `${expectation}.`
  return new HttpError(403, 'forbidden', message, { field })
}

function reasonOf({ action, match, result }: Denial): string {
  if (!match) return '`authorize` has no policy for this channel'
  const policy = `the policy \`${match.pattern}\``
  if (match.policy[action] === undefined) return `${policy} has no \`${action}\``
  const returned = result === false ? 'false' : `${typeName(result)}, where only true allows`
  return `\`${action}\` of ${policy} returned ${returned}`
}
