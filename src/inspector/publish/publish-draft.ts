import { readPayload } from '../../channels/internal.ts'
import type { TranscriptRow } from '../transcript/transcript-rows.ts'
import type { DeclaredChannel, DeclaredEvent } from './declared-channels.ts'

/** A member of a presence channel. */
export interface LiveMember {
  id: string
  name: string
}

/** A channel with subscribers. */
export interface LiveChannel {
  name: string
  /** The pattern of its declaration. */
  pattern: string | null
  /** Presence channels only. */
  presence: {
    count: number
    /** The latest remote members, which can be removed and can send client events. */
    remote: readonly LiveMember[]
  } | null
}

/** The data for the suggestions of a draft. */
export interface DraftSource {
  declared: readonly DeclaredChannel[]
  /** Null before it is known. */
  status: { readonly channels: readonly LiveChannel[] } | null
  /** Oldest first. */
  rows: readonly Pick<TranscriptRow, 'channel' | 'event' | 'entry'>[]
}

/** The edited fields; null for an untouched one. */
export interface PublishDraft {
  channel: string | null
  event: string | null
  payload: string | null
  /** Id of a member; an empty string for the server. */
  from: string | null
}

export const untouched: PublishDraft = { channel: null, event: null, payload: null, from: null }

/** The source of a suggested payload. */
export type PayloadOrigin = 'example' | 'schema' | 'seen' | 'none'

/** The values of the form, and its suggestions. */
export interface FilledDraft {
  channel: string
  event: string
  payload: string
  from: string
  /** Null once the payload was edited. */
  origin: PayloadOrigin | null
  channels: readonly string[]
  events: readonly string[]
  /** The members that can send a client event. */
  senders: readonly LiveMember[]
}

/** Fills in untouched fields: the first channel, its first event, and a payload for it. */
export function fillIn(draft: PublishDraft, snapshot: DraftSource): FilledDraft {
  const channels = channelsIn(snapshot)
  const channel = draft.channel ?? channels[0] ?? ''
  const events = eventsOn(channel, snapshot)
  const event = draft.event ?? events[0] ?? ''
  const suggested = suggestedPayload(channel, event, snapshot)
  const senders = event.startsWith('client-') ? sendersOn(channel, snapshot.status) : []
  const sender = senders.find(({ id }) => id === draft.from) ?? senders[0]
  return {
    channel,
    event,
    payload: draft.payload ?? suggested.payload,
    from: draft.from === '' ? '' : (sender?.id ?? ''),
    origin: draft.payload === null ? suggested.origin : null,
    channels,
    events,
    senders,
  }
}

/** Live channels first, then declared ones without parameters. */
function channelsIn({ declared, status }: DraftSource): string[] {
  const live = (status?.channels ?? []).map(({ name }) => name)
  const names = declared.map(({ pattern }) => pattern).filter((pattern) => !pattern.includes('{'))
  return [...new Set([...live, ...names])]
}

function eventsOn(channel: string, snapshot: DraftSource): string[] {
  const declared = declaredEvents(channel, snapshot).map(({ name }) => name)
  const seen = snapshot.rows.filter((row) => row.channel === channel && isAppEvent(row.event))
  return [...new Set([...declared, ...seen.map(({ event }) => event)])]
}

function declaredEvents(channel: string, { declared, status }: DraftSource): readonly DeclaredEvent[] {
  const live = status?.channels.find(({ name }) => name === channel)
  const pattern = live ? live.pattern : channel
  return declared.find((definition) => definition.pattern === pattern)?.events ?? []
}

function suggestedPayload(
  channel: string,
  event: string,
  snapshot: DraftSource,
): { payload: string; origin: PayloadOrigin } {
  const declared = declaredEvents(channel, snapshot).find(({ name }) => name === event)
  if (declared?.sample) {
    return { payload: declared.sample, origin: declared.isExample ? 'example' : 'schema' }
  }
  const seen = snapshot.rows.findLast((row) => row.channel === channel && row.event === event)
  if (!seen || !('data' in seen.entry)) return { payload: '{}', origin: 'none' }
  // Without `$kit`, which the mock adds to every event.
  return { payload: JSON.stringify(readPayload(seen.entry.data).data, null, 2), origin: 'seen' }
}

function sendersOn(channel: string, status: DraftSource['status']): readonly LiveMember[] {
  return status?.channels.find(({ name }) => name === channel)?.presence?.remote ?? []
}

function isAppEvent(event: string): boolean {
  return event !== '' && !event.startsWith('pusher')
}

/** The error message of invalid JSON, or null. */
export function jsonProblem(text: string): string | null {
  try {
    JSON.parse(text)
    return null
  } catch (error) {
    return `Expected JSON. ${error instanceof Error ? error.message : String(error)}`
  }
}
