import type { User } from '../authentication/authentication.ts'
import type { AppendResult } from '../store/event-store.ts'

/** A message that a client sent to `POST /api/v1/pusher/message`. */
export interface ClientMessage {
  user: User
  type: string
  payload: unknown
  channel: string
  /** Publishes into the message's channel, past its sender's own connection. */
  publish: (event: string, data: unknown) => Promise<AppendResult | null>
}

/** What becomes of a message; the numbers of what it published go into the receipt. */
export type MessageHandler = (
  message: ClientMessage,
) => Promise<AppendResult | null | void> | AppendResult | null | void

/** Handlers by message type. Types without one are refused. */
export type MessageHandlers = Readonly<Record<string, MessageHandler>>

/** The answer to a message or a trigger. */
export interface Receipt {
  id: string
  /** Null when nothing was numbered. */
  seq: number | null
  epoch: string | null
  /** ISO 8601. */
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
