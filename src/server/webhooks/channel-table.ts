import type { WebhookEvent } from '../../protocol/index.ts'

/** One occupied channel, as webhooks tell of it. */
export interface ChannelRow {
  channel: string
  /** Epoch ms. */
  occupied_since: number
  /** Ids of a presence channel's members. */
  members: string[]
}

/** Rows that are kept; the oldest go first. */
const mostRows = 10_000

/** Which channels are occupied, and by whom, as far as webhooks told. */
export class ChannelTable {
  readonly #channels = new Map<string, { since: number; members: Set<string> }>()

  apply(event: WebhookEvent, timeMs: number): void {
    if (event.name === 'channel_vacated') this.#channels.delete(event.channel)
    if (event.name === 'channel_occupied') this.#row(event.channel, timeMs)
    if (event.name === 'member_added') this.#row(event.channel, timeMs).members.add(event.user_id)
    if (event.name === 'member_removed') this.#channels.get(event.channel)?.members.delete(event.user_id)
  }

  rows(): ChannelRow[] {
    return [...this.#channels].map(([channel, { since, members }]) => ({
      channel,
      occupied_since: since,
      members: [...members],
    }))
  }

  #row(channel: string, timeMs: number) {
    const row = this.#channels.get(channel) ?? { since: timeMs, members: new Set<string>() }
    this.#channels.set(channel, row)
    const [oldest] = this.#channels.keys()
    if (this.#channels.size > mostRows && oldest !== undefined) this.#channels.delete(oldest)
    return row
  }
}
