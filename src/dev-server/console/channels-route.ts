import { matchChannel } from '../../channels/index.ts'
import { readPayload } from '../../channels/internal.ts'
import type { FeedRecord } from '../../inspector/index.ts'
import { channelKind } from '../../protocol/index.ts'
import { invalidField } from '../../server/internal.ts'
import type { EventStore } from '../../server/index.ts'
import type { ReferenceServer } from '../http/reference-server.ts'
import type { Feed } from './feed.ts'

/** An occupied channel of the app. */
export interface ConsoleChannel {
  name: string
  /** `public`, `private`, `encrypted`, `presence` or `user`. */
  kind: string
  /** Count of connections; null if the backend does not report it. */
  subscribers: number | null
  /** Count of members; null except on presence channels. */
  members: number | null
  /** The newest event in the feed; null for none. */
  lastEvent: { id: number; event: string; at: number } | null
  /** The number of that event; null if the channel does not number events. */
  seq: number | null
  /** The pattern of its declaration; null for none. */
  pattern: string | null
}

/** Maximum channels in a response. */
export const mostChannels = 1000

/** The response of `GET /dev-console/channels`. */
export interface ConsoleChannels {
  /** Sorted by name. If there are more than 1 000, those with the most subscribers. */
  channels: ConsoleChannel[]
  /** Count of all occupied channels. */
  total: number
}

/** `GET /dev-console/channels`: the channels that have a subscriber other than the Console. */
export async function channelsRoute(
  reference: ReferenceServer,
  feed: Feed,
  appId: string,
): Promise<ConsoleChannels> {
  const counted = await occupied(reference, appId)
  const names = [...counted.keys()]
  const kept = names
    .toSorted((a, b) => (counted.get(b)?.subscribers ?? 0) - (counted.get(a)?.subscribers ?? 0))
    .slice(0, mostChannels)
    .toSorted()
  const newest = newestEvents(feed)
  const channels = kept.map((name) => {
    const record = newest.get(name)
    return {
      name,
      kind: channelKind(name).kind,
      subscribers: counted.get(name)?.subscribers ?? null,
      members: counted.get(name)?.members ?? null,
      lastEvent: record ? { id: record.id, event: record.event, at: record.at } : null,
      seq: record?.data ? seqOf(record.data) : null,
      pattern: matchChannel(reference.setup.channels, name)?.pattern ?? null,
    }
  })
  return { channels, total: names.length }
}

type Counted = Map<string, Pick<ConsoleChannel, 'subscribers' | 'members'>>

/** Counts without the connections of the Console. For an external backend, the counts of its HTTP API. */
async function occupied({ hub, server }: ReferenceServer, appId: string): Promise<Counted> {
  const { active } = server.broadcaster
  if (active.type !== 'embedded') {
    const reported = (await active.occupied?.()) ?? []
    return new Map(
      reported.map(({ channel, members }) => [
        channel,
        { subscribers: null, members: channel.startsWith('presence-') ? members.length : null },
      ]),
    )
  }
  const counted: Counted = new Map()
  for (const { channels, isTool } of hub.connections(appId)) {
    if (isTool) continue
    for (const name of channels) {
      const subscribers = (counted.get(name)?.subscribers ?? 0) + 1
      counted.set(name, { subscribers, members: null })
    }
  }
  for (const [name, count] of counted) {
    if (channelKind(name).kind === 'presence') count.members = hub.channel(appId, name).members.length
  }
  return counted
}

function newestEvents(feed: Feed): Map<string, FeedRecord> {
  const newest = new Map<string, FeedRecord>()
  for (const record of feed.ring.after(0)) {
    if (record.kind !== 'publish' && record.kind !== 'client') continue
    for (const channel of record.channels) newest.set(channel, record)
  }
  return newest
}

/** The number (`seq`) of an event; for a batch, that of its first event. */
function seqOf(data: string): number | null {
  try {
    return readPayload(JSON.parse(data)).seq
  } catch {
    return null
  }
}

/** One channel, with details that the list omits. */
export interface ConsoleChannelDetail {
  name: string
  members: readonly { id: string; info: unknown }[]
  /** The last event of a cache channel. */
  cached: { event: string; data: string } | null
  /** The policy of the channel in the configuration. */
  policy: 'none' | 'function' | string[]
  /** The newest stored events, newest first; empty for channels that are not persisted. */
  history: readonly { seq: number; event: string; data: string; at: number }[]
  isPersisted: boolean
}

/** Stored events of an answer. */
const mostHistory = 20

/** `GET /dev-console/channel?name=`: members, cached event, policy and stored events of a channel. */
export async function channelRoute(
  { hub, setup }: ReferenceServer,
  store: EventStore,
  appId: string,
  { url }: Request,
): Promise<ConsoleChannelDetail> {
  const name = new URL(url).searchParams.get('name')
  if (!name) throw invalidField('name', 'Expected `name` to be the name of a channel.')
  const { members, cached } = hub.channel(appId, name)
  const match = matchChannel(setup.channels, name)
  const isPersisted = match?.definition.persist ?? false
  const page = isPersisted
    ? await store.history({ channel: name, before: Number.MAX_SAFE_INTEGER, limit: mostHistory })
    : null
  return {
    name,
    members,
    cached,
    policy: policyOf(setup, match?.pattern ?? name),
    history: (page?.events ?? [])
      .map(({ seq, event, data, timestamp }) => ({
        seq,
        event,
        data: JSON.stringify(data),
        at: timestamp,
      }))
      .toReversed(),
    isPersisted,
  }
}

function policyOf({ authorize }: ReferenceServer['setup'], pattern: string): ConsoleChannelDetail['policy'] {
  const policy: unknown = Object.hasOwn(authorize, pattern)
    ? (authorize as Record<string, unknown>)[pattern]
    : undefined
  if (policy === undefined) return 'none'
  return typeof policy === 'object' && policy !== null ? Object.keys(policy) : 'function'
}
