import type { EventData, WaitingEvent } from '../server/index.ts'

/** A row of the `events` table, as both databases return it. */
export interface WaitingRow {
  seq: number
  event: string
  data: string
  timestamp: number
  socketId: string | null
}

export function waitingEvent({ seq, event: name, data, timestamp, socketId }: WaitingRow): WaitingEvent {
  const event = { seq, event: name, data: JSON.parse(data) as EventData, timestamp }
  return socketId === null ? event : { ...event, socketId }
}
