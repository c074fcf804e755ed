import type { BroadcastFailure } from '../broadcaster/broadcaster.ts'

/** Why a backend is unavailable, shared by all servers. */
export interface StoredFailure {
  /** The kind of failure. */
  failure: BroadcastFailure
  /** HTTP status of the backend's response; null without one. */
  status: number | null
  /** The text for admins, at most 500 characters. */
  message: string
}

/** Numbers of messages and failures to add to the counts of a backend. */
export interface BackendCounts {
  /** The backend: its name and its app key. */
  backend: string
  /** Number of accepted messages. */
  messages: number
  /** Number of failed attempts. */
  errors: number
}

/** A state of a backend to write. */
export interface BackendChange {
  /** The backend: its name and its app key. */
  backend: string
  /**
   * The version that this state is based on: the number of changes and claims before it. A different version is not
   * overwritten.
   */
  version: number
  /** Whether it is over quota until the next 00:00 UTC by the clock of the store. */
  outOfQuota: boolean
  /** How long no message may try it, in ms from now. */
  restsFor: number
  /** Number of pauses since it last accepted a message. */
  rests: number
  /** Why it is unavailable; null when it is available, or the reason is unknown. */
  failure: StoredFailure | null
}

/** The state of a backend, with the counts of all servers. */
export interface BackendState extends BackendCounts, Omit<BackendChange, 'outOfQuota'> {
  /** The version: the number of changes and claims, initially 0. Messages and failures do not change it. */
  version: number
  /** How long it is over quota, in ms from now; 0 when it is not. */
  outOfQuotaFor: number
}

/** The result of a change or a claim. */
export interface BackendWrite {
  /** False when the version differed: nothing was written. */
  written: boolean
  /** The current state. */
  state: BackendState
}

/**
 * The states of the backends, so that all servers report the same ones and a restart keeps them. All times use the
 * clock of the store, because those of servers differ.
 */
export interface BackendStateStore {
  /**
   * Adds counts, and returns the states in the order of the request. A server calls it once a second.
   *
   * @throws {@link StoreError} when the store cannot be reached
   */
  read(counts: readonly BackendCounts[]): Promise<BackendState[]>
  /**
   * Writes a state and increases the version by one.
   *
   * @throws {@link StoreError} when the store cannot be reached
   */
  write(change: BackendChange): Promise<BackendWrite>
  /**
   * Increases the version and starts a pause of the backend, unless it already has one. The caller then probes it with
   * one message, while no other server does.
   *
   * @param version - the version that the claim is based on
   * @param restsFor - length of the pause, ms
   * @throws {@link StoreError} when the store cannot be reached
   */
  claim(backend: string, version: number, restsFor: number): Promise<BackendWrite>
}
