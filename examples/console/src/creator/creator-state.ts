import { type PublishDraft, untouched } from '../../../../src/inspector/index.ts'
import type { OutgoingEvent } from './publish.ts'

/** What somebody has typed into the form. */
export interface CreatorState {
  draft: PublishDraft
  /** The connection that does not get it; empty: none. */
  socket: string
  /** Who publishes; empty: the server. */
  user: string
  batch: readonly OutgoingEvent[]
}

/** @param channel - that the form begins with; null for the one that is suggested */
export function emptyForm(channel: string | null): CreatorState {
  return { draft: { ...untouched, channel }, socket: '', user: '', batch: [] }
}
