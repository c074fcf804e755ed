import type { QueryClient } from '@tanstack/react-query'
import type { ChannelStatus } from '../index.ts'

interface Binding {
  status: ChannelStatus
  /** True when the subscription was lost, so events may have been missed. */
  hasMissed: boolean
}

type Group = Map<object, Binding>

const groups = new WeakMap<QueryClient, Map<string, Group>>()

/** All bindings of one query: after a gap it is refetched once, not once per channel. */
function groupOf(client: QueryClient, queryHash: string): Group {
  const ofClient = groups.get(client) ?? new Map<string, Group>()
  groups.set(client, ofClient)
  const group = ofClient.get(queryHash) ?? new Map<object, Binding>()
  ofClient.set(queryHash, group)
  return group
}

/**
 * Records the status of a binding's channel, or that the channel was subscribed again. Returns true when the query
 * must be refetched: when events may have been missed, and no channel is still subscribing.
 */
export function closesGap(
  client: QueryClient,
  queryHash: string,
  binding: object,
  change: ChannelStatus | 'subscribed anew',
): boolean {
  const group = groupOf(client, queryHash)
  const before = group.get(binding)
  const isLost = before?.status === 'subscribed' && change !== 'subscribed'
  const status = change === 'subscribed anew' ? 'subscribed' : change
  group.set(binding, { status, hasMissed: isLost || (before?.hasMissed ?? false) })
  const all = [...group.values()]
  const isClosed = all.every((one) => one.status !== 'subscribing') && all.some(isBack)
  if (isClosed) for (const one of all) if (isBack(one)) one.hasMissed = false
  return isClosed
}

/** Removes a binding. */
export function leaveGroup(client: QueryClient, queryHash: string, binding: object) {
  const group = groupOf(client, queryHash)
  group.delete(binding)
  if (group.size === 0) groups.get(client)?.delete(queryHash)
}

function isBack({ hasMissed, status }: Binding): boolean {
  return hasMissed && status === 'subscribed'
}
