/** What was counted under one name since the last batch. */
export interface CounterDelta {
  /** The group of counts that are read together, such as `usage` or `events`. */
  group: string
  /** What is counted: a figure, or the name of an event. */
  name: string
  /** A part of the name that is counted separately, such as the pattern of a channel; empty without parts. */
  label: string
  /**
   * How long ago it was counted, ms. The minute and the day are those of the store's clock at that time, so the clocks
   * of the servers do not matter.
   */
  age: number
  /** The count to add to the sum. */
  sum: number
  /** The count that replaces the maximum if it is greater; 0 for none. */
  max: number
  /** The users who caused it, without duplicates: the first 16 hexadecimal digits of a SHA-256. */
  users: readonly string[]
}

/** The counts of one process. */
export interface CounterBatch {
  /** The id of the process. */
  writer: string
  /**
   * The number of the process's batch. A batch that is not above the last one stored was stored before, and is
   * ignored.
   */
  number: number
  /** The counts; each combination of group, name and label occurs once per age. */
  deltas: readonly CounterDelta[]
}

/** A range of minutes or days that ends with the current one. */
export interface CounterQuery {
  /** The group. */
  group: string
  /** The unit: minutes are kept for a day, days for a year. */
  unit: 'minute' | 'day'
  /** Number of minutes, 1 to 1 440, or of days (UTC), 1 to 366. */
  last: number
  /** Whether users are counted. @defaultValue false: `users` of the report are 0 */
  users?: boolean
  /** Asks for the counts of single names in parts of the range. @defaultValue none: the report has no `parts` */
  parts?: {
    /** Count of minutes or days of one part, 1 or more. The last part ends with the present minute or day. */
    length: number
    /** Highest count of names: those with the greatest sums in the range, in the order of their names where these are equal. */
    names: number
  }
}

/** The sum of one name, under all its labels, in a part of a range. */
export interface CounterPart {
  /** The name. */
  name: string
  /** Index of the part, back from the last one, which is 0. */
  back: number
  /** The sum, a count. */
  sum: number
}

/** The counts of one name and label in a range. */
export interface CounterTotal {
  /** The name. */
  name: string
  /** The label. */
  label: string
  /** The total count in the range. */
  sum: number
  /** The highest maximum in the range, a count. */
  max: number
  /** Number of different users, which may be estimated for a range of days. */
  users: number
}

/** The counts of a range. */
export interface CounterReport {
  /** The store's clock, epoch ms. */
  now: number
  /** The names and labels that were counted in the range, in any order. */
  totals: CounterTotal[]
  /** Number of different users per name, with any label. */
  users: ReadonlyMap<string, number>
  /** The total of all names per minute or day, ascending; those without counts are missing. */
  series: {
    /** The start of the minute or day, epoch ms. */
    at: number
    /** The total. */
    sum: number
  }[]
  /** The sums of single names, in any order; parts without counts are missing. @defaultValue none: the query has no `parts` */
  parts?: CounterPart[]
}

/**
 * Counters that servers share: sums, maxima and numbers of users, per minute for a day and per day for a year. The
 * server writes its counts at most once a second. {@link EventStore.prune} deletes older ones.
 */
export interface CounterStore {
  /**
   * Adds a batch atomically.
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
   * Marks something as done, for at least two days.
   *
   * @param writer - the id of the caller
   * @returns true for the first writer, whenever it calls again; false for all others
   * @throws {@link StoreError} when the store cannot be reached
   */
  first(mark: string, writer: string): Promise<boolean>
}
