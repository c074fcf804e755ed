import type { WebhookEvent } from '../../protocol/index.ts'

/** One occupied channel, as reported by webhooks. */
export interface OccupiedChannel {
  /** The channel. */
  channel: string
  /** Epoch ms. */
  occupied_since: number
  /** Ids of a presence channel's members. */
  members: string[]
}

/**
 * The occupied channels and their members. An event that is older than the known state of its channel or member has no
 * effect, whenever it arrives, and may be repeated. Departures are remembered for 10 minutes.
 */
export interface OccupancyStore {
  /**
   * Applies events.
   *
   * @param events - in their order; other events than `channel_…` and `member_…` are ignored
   * @param timeMs - when they happened, epoch ms
   * @throws {@link StoreError} when the store cannot be reached
   */
  apply(events: readonly WebhookEvent[], timeMs: number): Promise<void>
  /**
   * Returns the occupied channels: the most recently reported ones, at most 10 000 with 100 000 members.
   *
   * @throws {@link StoreError} when the store cannot be reached
   */
  channels(): Promise<OccupiedChannel[]>
  /**
   * Begins reading the channels from the backend, unless that was done before, or another caller began it less than 5
   * minutes ago.
   *
   * @returns true when the caller must do it
   * @throws {@link StoreError} when the store cannot be reached
   */
  beginBuild(): Promise<boolean>
  /**
   * Ends a build that `beginBuild` began.
   *
   * @param isBuilt - true when all channels were applied; otherwise it may begin again
   * @throws {@link StoreError} when the store cannot be reached
   */
  endBuild(isBuilt: boolean): Promise<void>
}

/** Maximum number of occupied channels in a store. */
export const mostOccupiedChannels = 10_000
/** Maximum number of members of all of them. */
export const mostOccupyingMembers = 100_000
/** How long a departure is remembered, ms: longer than old webhooks are accepted. */
export const departureLifetime = 10 * 60_000
/** ms after which a build that did not end may begin again. */
export const buildLifetime = 5 * 60_000
/** Number of positions per ms, so that the events of one webhook have an order. */
export const ordersPerMs = 1000

/** The changes of a channel in one webhook. Times are positions; 0 means never. */
export interface OccupancyChange {
  channel: string
  /** The newest `channel_occupied`. */
  since: number
  /** The newest event that shows that it is occupied. */
  occupiedAt: number
  vacatedAt: number
  members: Map<string, { isPresent: boolean; changedAt: number }>
}

/** Merges the events of one webhook into one change per channel. A database accepts no NUL in a text. */
export function occupancyChanges(events: readonly WebhookEvent[], timeMs: number): OccupancyChange[] {
  const changes = new Map<string, OccupancyChange>()
  const changeOf = (channel: string): OccupancyChange => {
    const change = changes.get(channel) ?? {
      channel,
      since: 0,
      occupiedAt: 0,
      vacatedAt: 0,
      members: new Map<string, { isPresent: boolean; changedAt: number }>(),
    }
    changes.set(channel, change)
    return change
  }
  for (const [index, event] of events.entries()) {
    if (event.channel.includes('\0')) continue
    const at = Math.round(timeMs) * ordersPerMs + Math.min(index, ordersPerMs - 1)
    if (event.name === 'channel_occupied') {
      const change = changeOf(event.channel)
      change.since = at
      change.occupiedAt = at
    }
    if (event.name === 'channel_vacated') {
      const change = changeOf(event.channel)
      change.vacatedAt = at
      change.since = Math.min(change.since, at - 1)
      change.occupiedAt = Math.min(change.occupiedAt, at - 1)
      change.members.clear()
    }
    if (event.name !== 'member_added' && event.name !== 'member_removed') continue
    if (event.user_id.includes('\0')) continue
    const change = changeOf(event.channel)
    const isPresent = event.name === 'member_added'
    if (isPresent) change.occupiedAt = at
    change.members.set(event.user_id, { isPresent, changedAt: at })
  }
  return [...changes.values()]
}

/** Epoch ms since when a channel is occupied. @param firstMember - when its first member joined; 0 without members */
export function occupiedSince(
  { since, occupiedAt, vacatedAt }: Omit<OccupancyChange, 'channel' | 'members'>,
  firstMember: number,
): number {
  // The `channel_occupied` event has not arrived yet, or was lost.
  const isMissing = since === 0 || since < vacatedAt
  return Math.floor((isMissing ? firstMember || occupiedAt : since) / ordersPerMs)
}

/** Limits the rows of a store. @param rows - the most recently reported ones first */
export function occupiedWithin(rows: readonly OccupiedChannel[]): OccupiedChannel[] {
  const kept: OccupiedChannel[] = []
  let left = mostOccupyingMembers
  for (const row of rows) {
    if (left === 0 && row.members.length > 0) continue
    const members = row.members.slice(0, left)
    left -= members.length
    kept.push({ ...row, members })
  }
  return kept.toSorted((a, b) => a.occupied_since - b.occupied_since || (a.channel < b.channel ? -1 : 1))
}
