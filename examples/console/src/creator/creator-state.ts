import { type PublishDraft, untouched } from '../../../../src/inspector/index.ts'
import type { OutgoingEvent } from './publish.ts'

/** The contents of the form. */
export interface CreatorState {
  draft: PublishDraft
  /** The connection that does not receive the event; empty for none. */
  socket: string
  /** The user who publishes; empty for the server. */
  user: string
  batch: readonly OutgoingEvent[]
}

/** @param channel - initial channel; null for the suggested one */
export function emptyForm(channel: string | null): CreatorState {
  return { draft: { ...untouched, channel }, socket: '', user: '', batch: [] }
}
