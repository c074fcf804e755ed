import type { WebhookEvent } from '../../protocol/index.ts'
import type { OccupancyStore, OccupiedChannel } from '../store/occupancy-store.ts'

/** Maximum number of rows. The one that webhooks reported least recently is removed first. */
const mostRows = 10_000
/** Maximum number of members in all rows. Beyond it, older rows are removed; a single row stops growing. */
const mostMembers = 100_000

/** The occupied channels of one process, in the order of their webhooks. */
export function memoryOccupancy(): OccupancyStore {
  const table = new ChannelTable()
  return {
    async apply(events, timeMs) {
      for (const event of events) table.apply(event, timeMs)
    },
    channels: async () => table.rows(),
    beginBuild: async () => false,
    endBuild: async () => {},
  }
}

/** The occupied channels and their members, as reported by webhooks. */
export class ChannelTable {
  readonly #channels = new Map<string, { since: number; members: Set<string> }>()
  #members = 0

  apply(event: WebhookEvent, timeMs: number): void {
    if (event.name === 'channel_vacated') this.#delete(event.channel)
    if (event.name === 'channel_occupied') this.#row(event.channel, timeMs)
    if (event.name === 'member_added') this.#add(this.#row(event.channel, timeMs).members, event.user_id)
    if (event.name === 'member_removed') {
      const isGone = this.#channels.get(event.channel)?.members.delete(event.user_id) ?? false
      if (isGone) this.#members--
    }
  }

  rows(): OccupiedChannel[] {
    return [...this.#channels].map(([channel, { since, members }]) => ({
      channel,
      occupied_since: since,
      members: [...members],
    }))
  }

  #row(channel: string, timeMs: number) {
    const row = this.#channels.get(channel) ?? { since: timeMs, members: new Set<string>() }
    this.#channels.delete(channel)
    this.#channels.set(channel, row)
    if (this.#channels.size > mostRows) this.#deleteOldest()
    return row
  }

  #add(members: Set<string>, userId: string): void {
    if (members.has(userId)) return
    while (this.#members >= mostMembers && this.#channels.size > 1) this.#deleteOldest()
    if (this.#members >= mostMembers) return
    members.add(userId)
    this.#members++
  }

  #deleteOldest(): void {
    const [oldest] = this.#channels.keys()
    if (oldest !== undefined) this.#delete(oldest)
  }

  #delete(channel: string): void {
    this.#members -= this.#channels.get(channel)?.members.size ?? 0
    this.#channels.delete(channel)
  }
}
