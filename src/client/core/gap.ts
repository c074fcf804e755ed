/** Events that a reader missed. */
export interface Gap {
  /** The channel that they were published on. */
  channel: string
  /** `seq` of the last event before the gap; null when the channel has no numbers. */
  after: number | null
  /** `seq` of the first event after the gap; null when the channel has no numbers. */
  before: number | null
  /** ms that the reader was away. */
  durationMs: number
}
