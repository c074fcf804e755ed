import type { FeedKind, FeedRecord } from './feed-record.ts'
import { feedKinds } from './feed-record.ts'

/** A line of the table of events. */
export interface FeedRow {
  /** The id of its record. */
  key: number
  record: FeedRecord
  /** The searched text, in lower case. */
  searched: string
}

/** The filter of the table; an empty field matches everything. */
export interface FeedFilter {
  kind: '' | FeedKind
  channel: string
  event: string
  text: string
}

export const everyRecord: FeedFilter = { kind: '', channel: '', event: '', text: '' }

export function toFeedRow(record: FeedRecord): FeedRow {
  const { channels, event, sender, socketId, data, note } = record
  const searched = [event, sender, ...channels, socketId, data, note].filter(Boolean).join(' ').toLowerCase()
  return { key: record.id, record, searched }
}

export function isFeedShown(
  { record, searched }: FeedRow,
  { kind, channel, event, text }: FeedFilter,
): boolean {
  if (kind !== '' && record.kind !== kind) return false
  if (channel !== '' && !record.channels.includes(channel)) return false
  if (event !== '' && record.event !== event) return false
  return text === '' || searched.includes(text.toLowerCase())
}

/** Reads a filter from the query of a page's URL. Invalid fields are empty. */
export function filterFromQuery(query: URLSearchParams): FeedFilter {
  const kind = query.get('kind') ?? ''
  return {
    kind: Object.hasOwn(feedKinds, kind) ? (kind as FeedKind) : '',
    channel: query.get('channel') ?? '',
    event: query.get('event') ?? '',
    text: query.get('text') ?? '',
  }
}

/** The query with the filter replaced; other fields are kept. */
export function queryWithFilter(query: URLSearchParams, filter: FeedFilter): URLSearchParams {
  const next = new URLSearchParams(query)
  for (const [name, value] of Object.entries(filter)) {
    if (value === '') next.delete(name)
    else next.set(name, String(value))
  }
  return next
}
