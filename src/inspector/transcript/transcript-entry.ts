import type { MockNetworkState } from './network-states.ts'

/** A frame of one socket, from the client's side. */
export interface TranscriptFrame {
  /** Epoch ms when it was sent or received. */
  at: number
  direction: 'sent' | 'received'
  /** Empty before the connection was established. */
  socketId: string
  event: string
  /** Null for frames without a channel. */
  channel: string | null
  /** The user who sent a client event; on presence channels only. @defaultValue none */
  userId?: string
  /** Parsed where it was JSON text. */
  data: unknown
}

/** A change of the mock other than a frame. */
export interface TranscriptNote {
  /** Epoch ms. */
  at: number
  change: { network: MockNetworkState } | { denied: boolean }
}

/** A frame, or a change of the mock. */
export type TranscriptEntry = TranscriptFrame | TranscriptNote
