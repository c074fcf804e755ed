/** A payload that is stored: always an object, so that `$kit` can be added to it. */
export type EventData = Readonly<Record<string, unknown>>

/** A stored event. */
export interface StoredEvent {
  /** Its `seq`, contiguous per channel from 1. */
  seq: number
  /** The name of the event. */
  event: string
  /** The payload. */
  data: EventData
  /** When it happened, epoch ms. */
  timestamp: number
}
