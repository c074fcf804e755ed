import type { QueryClient } from '@tanstack/react-query'
import type { ChannelStatus } from '../index.ts'

interface Binding {
  status: ChannelStatus
  /** Was subscribed and lost it: events may have passed by. */
  hasMissed: boolean
}

type Group = Map<object, Binding>

const groups = new WeakMap<QueryClient, Map<string, Group>>()

/** All bindings of one query, whatever their channels: it is fetched once after a gap, not once per channel. */
function groupOf(client: QueryClient, queryHash: string): Group {
  const ofClient = groups.get(client) ?? new Map<string, Group>()
  groups.set(client, ofClient)
  const group = ofClient.get(queryHash) ?? new Map<object, Binding>()
  ofClient.set(queryHash, group)
  return group
}

/**
 * Notes the status of a binding's channel, or that the channel was subscribed anew. True when the query must be
 * fetched again: something was missed, and every channel that will come back has come back.
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

/** The binding is gone. */
export function leaveGroup(client: QueryClient, queryHash: string, binding: object) {
  const group = groupOf(client, queryHash)
  group.delete(binding)
  if (group.size === 0) groups.get(client)?.delete(queryHash)
}

function isBack({ hasMissed, status }: Binding): boolean {
  return hasMissed && status === 'subscribed'
}
