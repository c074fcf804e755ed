/** What was counted under one name since the last batch. */
export interface CounterDelta {
  /** What is read together, such as `usage` or `events`. */
  group: string
  /** What is counted: a figure, or the name of an event. */
  name: string
  /** A part of the name that is counted by itself, such as the pattern of a channel; empty where there are no parts. */
  label: string
  /**
   * How long ago it was counted, ms. The minute and the day are those of the store's clock at that time, so that the
   * clocks of the servers do not matter.
   */
  age: number
  /** Count that is added to the sum. */
  sum: number
  /** Count that replaces the maximum where it is greater; 0 where there is none. */
  max: number
  /** Who caused it, each once: the first 16 hexadecimal digits of a SHA-256. */
  users: readonly string[]
}

/** Counts of one process. */
export interface CounterBatch {
  /** The process. */
  writer: string
  /** Count of the batches of the process. One that is not above the last one stored was stored before, and is ignored. */
  number: number
  /** What is counted, each group, name and label once for an age. */
  deltas: readonly CounterDelta[]
}

/** A range of minutes or days that ends with the present one. */
export interface CounterQuery {
  /** The group. */
  group: string
  /** Minutes go back for a day, days for a year. */
  unit: 'minute' | 'day'
  /** Count of minutes, 1 to 1 440, or of days (UTC), 1 to 366. */
  last: number
  /** Whether users are counted. @defaultValue false: `users` of the report are 0 */
  users?: boolean
}

/** The counts of one name and label in a range. */
export interface CounterTotal {
  /** The name. */
  name: string
  /** The label. */
  label: string
  /** Count of all in the range. */
  sum: number
  /** The greatest maximum of the range, a count. */
  max: number
  /** Count of different users, which may be estimated for a range of days. */
  users: number
}

/** The counts of a range. */
export interface CounterReport {
  /** The store's clock, epoch ms. */
  now: number
  /** Each name and label that was counted in the range, in any order. */
  totals: CounterTotal[]
  /** Count of different users of a name under all its labels, by name. */
  users: ReadonlyMap<string, number>
  /** The sum of all names by minute or day, ascending; those without counts are missing. */
  series: {
    /** When the minute or day began, epoch ms. */
    at: number
    /** The sum. */
    sum: number
  }[]
}

/**
 * Counters that servers share: sums, maxima and numbers of users, by minute for a day and by day for a year. The server
 * collects what it counts, and writes it once a second at most. {@link EventStore.prune} deletes what is older.
 */
export interface CounterStore {
  /**
   * Adds a batch, all of it or nothing.
   *
   * @throws {@link StoreError} when it could not be stored; the server repeats it with the same number
   */
  add(batch: CounterBatch): Promise<void>
  /**
   * Reads a range.
   *
   * @throws {@link StoreError} when the store cannot be reached
   */
  read(query: CounterQuery): Promise<CounterReport>
  /**
   * Marks that something was done, for two days at least.
   *
   * @param writer - who asks
   * @returns true for the writer that asked first, each time that it asks; false for all others
   * @throws {@link StoreError} when the store cannot be reached
   */
  first(mark: string, writer: string): Promise<boolean>
}
