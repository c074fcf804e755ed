import type { StoredEvent } from './stored-event.ts'

/** ms that a lease lasts. */
export const leaseLifetime = 2000

/** How far the stored events of a channel were broadcast. */
export interface BroadcastCursor {
  /** The channel. */
  channel: string
  /** `seq` of the last event that was broadcast or skipped; 0 when none was. */
  seq: number
  /** `seq` of the newest stored event. */
  lastSeq: number
  /** Changes when the store starts its counters anew. */
  epoch: string
}

/** A cursor to write. */
export type CursorPosition = Omit<BroadcastCursor, 'lastSeq'>

/** A stored event that waits for its broadcast. */
export interface WaitingEvent extends StoredEvent {
  /** The connection that caused the event, and does not get it. @defaultValue none */
  socketId?: string
}

/**
 * A broadcast cursor and a lease for each channel, so that one of several servers broadcasts a channel at a time, and
 * another one goes on where it stopped. A lease lasts 2 s from when it was taken or renewed, and is free afterwards. An
 * expired one may be renewed by its holder as long as no other holder has taken it.
 */
export interface CursorStore {
  /**
   * Takes free leases of channels with events above their cursors.
   *
   * @param limit - highest count of channels
   * @returns the cursors of the channels that the holder now has
   * @throws {@link StoreError} when the store cannot be reached
   */
  claim(holder: string, limit: number): Promise<BroadcastCursor[]>
  /**
   * Writes cursors and renews the leases, or takes those that are free. A cursor never decreases, and a position of
   * another epoch is ignored. The lease of a channel without events above its cursor is released.
   *
   * @returns the cursors as they are now; channels whose lease another holder has are missing
   * @throws {@link StoreError} when the store cannot be reached
   */
  advance(holder: string, positions: readonly CursorPosition[]): Promise<BroadcastCursor[]>
  /**
   * Reads the events of a channel above a `seq`, ascending, without a gap except for deleted ones.
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
