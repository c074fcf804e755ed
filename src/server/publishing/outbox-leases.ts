import type { ChannelQueueTable } from './channel-queue-table.ts'
import type { BroadcastPosition, ChannelQueue } from './channel-queue.ts'

export interface OutboxLeases {
  /**
   * The positions of the channels that may be broadcast here.
   *
   * @throws `Error` when they are not known
   */
  confirm: (channels: readonly string[]) => Promise<ReadonlyMap<string, BroadcastPosition>>
  /** The channel is not broadcast here any more. */
  abandon: (channel: string) => void
}

/** ms between two renewals of the leases while a call is in progress. */
const renewalInterval = 500

/**
 * Removes the queues whose lease another server has, and the events that another server has broadcast.
 *
 * @returns the queues that have a lease and events
 * @throws `Error` when the positions are not known
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

/** Renews leases while a call is in progress. @returns a function that ends it */
export function keepLeases(leases: OutboxLeases, channels: ReadonlySet<string>): () => void {
  // A store that cannot be reached is logged before the next call.
  const timer = setInterval(() => void leases.confirm([...channels]).catch(() => {}), renewalInterval)
  return () => clearInterval(timer)
}
