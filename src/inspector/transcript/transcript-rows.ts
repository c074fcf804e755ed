import { networkStates } from './network-states.ts'
import type { TranscriptEntry } from './transcript-entry.ts'

/** One line of the transcript. */
export interface TranscriptRow {
  /** Increases with every row; does not change when older rows are dropped. */
  key: number
  entry: TranscriptEntry
  event: string
  channel: string
  /** Null for a change of the mock. */
  direction: 'sent' | 'received' | null
  /** The payload in one line. */
  summary: string
  /** The searched text, in lower case. */
  searched: string
}

/** The filter of the transcript; an empty field matches everything. */
export interface TranscriptFilter {
  text: string
  channel: string
  event: string
  direction: '' | 'sent' | 'received'
}

export const everything: TranscriptFilter = { text: '', channel: '', event: '', direction: '' }

/** Maximum length of a payload in its line. */
const maxSummaryLength = 400

export function toRow(entry: TranscriptEntry, key: number): TranscriptRow {
  if ('change' in entry) {
    const { change } = entry
    const summary =
      'network' in change
        ? `Network: ${networkStates[change.network]}`
        : `Authorisation: ${change.denied ? 'denied' : 'allowed'}`
    const row = { key, entry, event: '', channel: '', direction: null, summary }
    return { ...row, searched: summary.toLowerCase() }
  }
  const { event, direction, data } = entry
  const channel = entry.channel ?? ''
  const json = JSON.stringify(data) ?? ''
  return {
    key,
    entry,
    event,
    channel,
    direction,
    summary: json.slice(0, maxSummaryLength),
    searched: `${event} ${channel} ${json}`.toLowerCase(),
  }
}

export function isShown(row: TranscriptRow, { text, channel, event, direction }: TranscriptFilter): boolean {
  if (channel !== '' && row.channel !== channel) return false
  if (event !== '' && row.event !== event) return false
  if (direction !== '' && row.direction !== direction) return false
  return text === '' || row.searched.includes(text.toLowerCase())
}

/** The values of a filter's menu, sorted. */
export function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].filter((value) => value !== '').toSorted()
}

const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
})

/** `09:30:00.042`, in local time. */
export const timeOf = (at: number): string => clock.format(at)
