import type { FeedRecord } from '../../../src/inspector/index.ts'

/** A record of a publish. */
export function record(changes: Partial<FeedRecord> = {}): FeedRecord {
  return {
    id: 1,
    at: Date.UTC(2026, 0, 31, 9, 30),
    kind: 'publish',
    channels: ['news'],
    event: 'made',
    sender: 'HTTP API',
    socketId: null,
    bytes: 7,
    deliveries: 2,
    data: '{"a":1}',
    note: null,
    ...changes,
  }
}

/** Records with the ids of a range, both ends included. */
export function records(first: number, last: number): FeedRecord[] {
  return Array.from({ length: last - first + 1 }, (_, index) => record({ id: first + index }))
}
