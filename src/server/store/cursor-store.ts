import type { StoredEvent } from './stored-event.ts'

/** Duration of a lease, ms. */
export const leaseLifetime = 2000

/** How far the stored events of a channel were broadcast. */
export interface BroadcastCursor {
  /** The channel. */
  channel: string
  /** `seq` of the last event that was broadcast or skipped; 0 for none. */
  seq: number
  /** `seq` of the newest stored event. */
  lastSeq: number
  /** Changes when the store resets its counters. */
  epoch: string
}

/** A cursor to write. */
export type CursorPosition = Omit<BroadcastCursor, 'lastSeq'>

/** A stored event that is not broadcast yet. */
export interface WaitingEvent extends StoredEvent {
  /** The connection that caused the event, which does not receive it. @defaultValue none */
  socketId?: string
}

/**
 * A broadcast cursor and a lease for each channel, so that one server at a time broadcasts a channel, and another one
 * continues where it stopped. A lease lasts 2 s after it was taken or renewed, and is free afterwards. Its holder may
 * renew an expired lease as long as no other holder has taken it.
 */
export interface CursorStore {
  /**
   * Takes free leases of channels with events above their cursors.
   *
   * @param limit - maximum number of channels
   * @returns the cursors of the channels whose lease the holder now has
   * @throws {@link StoreError} when the store cannot be reached
   */
  claim(holder: string, limit: number): Promise<BroadcastCursor[]>
  /**
   * Writes cursors and renews the leases, or takes those that are free. A cursor never decreases, and a position of
   * another epoch is ignored. The lease of a channel without events above its cursor is released.
   *
   * @returns the current cursors; channels whose lease another holder has are missing
   * @throws {@link StoreError} when the store cannot be reached
   */
  advance(holder: string, positions: readonly CursorPosition[]): Promise<BroadcastCursor[]>
  /**
   * Reads the events of a channel above a `seq`, ascending, without gaps except for deleted events.
   *
   * @throws {@link StoreError} when the store cannot be reached
   */
  waiting(channel: string, after: number, limit: number): Promise<{ events: WaitingEvent[]; epoch: string }>
  /**
   * Releases all leases of a holder.
   *
   * @throws {@link StoreError} when the store cannot be reached
   */
  release(holder: string): Promise<void>
}
