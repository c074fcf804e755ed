import type { User } from '../authentication/authentication.ts'
import type { AppendResult } from '../store/event-store.ts'

/** A message that a client sent to `POST /api/v1/pusher/message`. */
export interface ClientMessage {
  /** Who sent it. */
  user: User
  /** What the sender called it. */
  type: string
  /** Its content, unchecked. */
  payload: unknown
  /** The channel that it is about. */
  channel: string
  /**
   * Publishes into the message's channel, past its sender's own connection.
   *
   * @returns the number that the event got; null on channels that are not persisted
   * @throws {@link HttpError} when the event cannot be sent
   */
  publish: (event: string, data: unknown) => Promise<AppendResult | null>
}

/** What becomes of a message; the numbers of what it published go into the receipt. */
export type MessageHandler = (
  message: ClientMessage,
) => Promise<AppendResult | null | void> | AppendResult | null | void

/** Handlers by message type. Types without one are refused. */
export type MessageHandlers = Readonly<Record<string, MessageHandler>>

/**
 * The answer to a message or a trigger.
 *
 * @example
 * ```ts
 * import type { Receipt } from 'react-pusher-kit/server'
 *
 * const response = await fetch('/api/v1/realtime/trigger', {
 *   method: 'POST',
 *   body: JSON.stringify({ channel: 'news', event: 'published', data: {} }),
 * })
 * const { seq }: Receipt = await response.json()
 * ```
 */
export interface Receipt {
  /** Unique, for the log. */
  id: string
  /** `seq` of the last event that was numbered; null when nothing was. */
  seq: number | null
  /** Changes when the store starts its counters anew; null when nothing was numbered. */
  epoch: string | null
  /** When the server accepted it, ISO 8601. */
  accepted_at: string
}

export function receipt(result: AppendResult | null | void): Receipt {
  return {
    id: crypto.randomUUID(),
    seq: result?.lastSeq ?? null,
    epoch: result?.epoch ?? null,
    accepted_at: new Date().toISOString(),
  }
}
