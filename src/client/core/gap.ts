/** A range of missed events. */
export interface Gap {
  /** The channel of the events. */
  channel: string
  /** `seq` of the last event before the gap; null when the channel has no numbers. */
  after: number | null
  /** `seq` of the first event after the gap; null when the channel has no numbers. */
  before: number | null
  /** Duration of the interruption, ms. */
  durationMs: number
}
