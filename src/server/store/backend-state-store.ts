import type { BroadcastFailure } from '../broadcaster/broadcaster.ts'

/** Why a backend cannot send, as all servers share it. */
export interface StoredFailure {
  /** The kind of the failure. */
  failure: BroadcastFailure
  /** HTTP status of the backend's answer; null when there was none. */
  status: number | null
  /** For admins, 500 characters at most. */
  message: string
}

/** Messages and failures to add to the counts of a backend. */
export interface BackendCounts {
  /** The backend: its name and its app key. */
  backend: string
  /** Count of messages that it accepted. */
  messages: number
  /** Count of attempts that failed. */
  errors: number
}

/** A state of a backend to write. */
export interface BackendChange {
  /** The backend: its name and its app key. */
  backend: string
  /** Count of changes and claims before it: the state of another version is not overwritten. */
  version: number
  /** It is out of quota until the next 00:00 UTC by the clock of the store. */
  outOfQuota: boolean
  /** How long no message may try it, in ms from now. */
  restsFor: number
  /** Count of rests since it last accepted a message. */
  rests: number
  /** Why it cannot send; null while it can, or without a known reason. */
  failure: StoredFailure | null
}

/** The state of a backend, with the counts of all servers. */
export interface BackendState extends BackendCounts, Omit<BackendChange, 'outOfQuota'> {
  /** Count of changes and claims, 0 when there was none; messages and failures are not counted in it. */
  version: number
  /** How long it is out of quota, in ms from now; 0 when it is not. */
  outOfQuotaFor: number
}

/** What became of a change or a claim. */
export interface BackendWrite {
  /** False when the version was another one: nothing was written. */
  written: boolean
  /** The state as it is now. */
  state: BackendState
}

/**
 * The states of the backends, so that all servers answer the same and a restart keeps it. All times go by the clock of the
 * store, because those of servers differ.
 */
export interface BackendStateStore {
  /**
   * Adds counts, and reads the states in the order of the request. A server calls it once a second.
   *
   * @throws {@link StoreError} when the store cannot be reached
   */
  read(counts: readonly BackendCounts[]): Promise<BackendState[]>
  /**
   * Writes a state, and increases the version by one.
   *
   * @throws {@link StoreError} when the store cannot be reached
   */
  write(change: BackendChange): Promise<BackendWrite>
  /**
   * Increases the version, and lets the backend rest, unless it rests already: the caller tries it with one message, and
   * no other server does meanwhile.
   *
   * @param version - the version that the claim was made of
   * @param restsFor - ms from now
   * @throws {@link StoreError} when the store cannot be reached
   */
  claim(backend: string, version: number, restsFor: number): Promise<BackendWrite>
}
