import type { ChannelQueueTable } from './channel-queue-table.ts'
import type { BroadcastPosition, ChannelQueue } from './channel-queue.ts'

export interface OutboxLeases {
  /**
   * The positions of the channels that this server may broadcast.
   *
   * @throws `Error` when they are unknown
   */
  confirm: (channels: readonly string[]) => Promise<ReadonlyMap<string, BroadcastPosition>>
  /** Called when the channel is no longer broadcast by this server. */
  abandon: (channel: string) => void
}

/** ms between two renewals of the leases while a call is in progress. */
const renewalInterval = 500

/**
 * Removes the queues whose lease another server has, and the events that another server has broadcast.
 *
 * @returns the queues that have a lease and events
 * @throws `Error` when the positions are unknown
 */
export async function confirmLeases(
  leases: OutboxLeases,
  table: ChannelQueueTable,
  queues: readonly ChannelQueue[],
): Promise<readonly ChannelQueue[]> {
  const positions = await leases.confirm(queues.map(({ channel }) => channel))
  return queues.filter((queue) => {
    const position = positions.get(queue.channel)
    if (!position) table.drop(queue)
    if (!position || !table.has(queue)) return false
    table.skipTo(queue, position)
    return true
  })
}

/** Renews leases while a call is in progress. @returns a function that stops it */
export function keepLeases(leases: OutboxLeases, channels: ReadonlySet<string>): () => void {
  // An unreachable store is logged before the next call.
  const timer = setInterval(() => void leases.confirm([...channels]).catch(() => {}), renewalInterval)
  return () => clearInterval(timer)
}
