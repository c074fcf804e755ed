import { formatDuration } from '../lib/duration.ts'
import { connectionAdvice, type ConnectionAdvice } from './connection-advice.ts'
import type { ConnectionCondition } from './connection-condition.ts'
import type { LatencyQuality } from './latency-bands.ts'

/** Every text of `ConnectionBadge`; numbers are ms unless the name says otherwise. */
export interface ConnectionBadgeLabels extends Record<ConnectionCondition, string> {
  /** Announced by screen readers after a change; `word` is one of the words above. */
  announcement: (word: string) => string
  /** The latency, ms: `"42 ms"`, `"1.2 s"`. */
  latency: (latency: number) => string
  /** Placeholder of the latency until it is measured. */
  noLatency: string
  /** The same as a sentence, in the card. */
  notMeasured: string
  /** The band of the latency, in the card. */
  quality: (quality: LatencyQuality) => string
  /** Countdown in place of the latency while not connected; `seconds` is an integer. */
  retryIn: (seconds: number) => string
  /** How long the state has lasted, ms. */
  since: (duration: number) => string
  /** Name of the median latency. */
  median: string
  /** Name of the 95th percentile. */
  p95: string
  /** Name of the jitter. */
  jitter: string
  /** Name of the last message's age. */
  lastMessage: string
  /** Age of the last message, ms. */
  ago: (duration: number) => string
  /** Shown instead of the age before the first message. */
  never: string
  /** Name of the socket id. */
  socketId: string
  /** Button that copies the socket id. */
  copy: string
  /** The same button after copying. */
  copied: string
  /** Name of the message counts. */
  messages: string
  /** Counts of messages sent and received. */
  messageCounts: (sent: number, received: number) => string
  /** Name of the count of reconnections. */
  reconnections: string
  /** Accessible name of the sparkline: minimum and maximum, ms, and the number of samples. */
  sparkline: (least: number, most: number, count: number) => string
  /** Texts for an error, and what to do about it. */
  advice: (error: Error) => ConnectionAdvice
  /** Button that reconnects. */
  reconnect: string
  /** Button that connects after `disconnect()`. */
  connect: string
  /** Button that ends the connection. */
  disconnect: string
  /** The banner while the browser has no network. */
  bannerOffline: string
  /** The banner while the connection is down. */
  bannerUnavailable: string
  /** Which functions still work, and the age of the data, ms; null before the first message. */
  bannerStale: (age: number | null) => string
  /** Countdown to the next attempt, in banner and card; `seconds` is an integer. */
  bannerRetry: (seconds: number) => string
  /** The banner for a few seconds after the connection is back. */
  bannerReturned: string
}

const number = new Intl.NumberFormat('en')

export const defaultConnectionLabels: ConnectionBadgeLabels = {
  initialized: 'Not connected',
  connecting: 'Connecting',
  connected: 'Connected',
  reconnecting: 'Reconnecting',
  unavailable: 'Unavailable',
  offline: 'Offline',
  failed: 'Failed',
  disconnected: 'Disconnected',
  refused: 'Refused',
  announcement: (word) => `Connection: ${word}`,
  latency: (latency) =>
    Math.round(latency) < 1000 ? `${Math.round(latency)}\u00A0ms` : `${(latency / 1000).toFixed(1)}\u00A0s`,
  noLatency: '–',
  notMeasured: 'Not measured yet',
  quality: (quality) => ({ good: 'Good', fair: 'Fair', poor: 'Poor' })[quality],
  retryIn: (seconds) => formatDuration(seconds * 1000),
  since: (duration) => (duration < 1000 ? 'just now' : `for ${formatDuration(duration)}`),
  median: 'Median',
  p95: '95th percentile',
  jitter: 'Jitter',
  lastMessage: 'Last message',
  ago: (duration) => (duration < 1000 ? 'just now' : `${formatDuration(duration)} ago`),
  never: 'none yet',
  socketId: 'Socket id',
  copy: 'Copy socket id',
  copied: 'Copied',
  messages: 'Sent / received',
  messageCounts: (sent, received) => `${number.format(sent)} / ${number.format(received)}`,
  reconnections: 'Reconnections',
  sparkline: (least, most, count) =>
    `Latency of the last ${count} samples, between ${Math.round(least)} and ${Math.round(most)} ms`,
  advice: connectionAdvice,
  reconnect: 'Reconnect now',
  connect: 'Connect',
  disconnect: 'Disconnect',
  bannerOffline: 'You are offline.',
  bannerUnavailable: 'Live updates are interrupted.',
  bannerStale: (age) =>
    age === null
      ? 'You can go on reading; updates follow once you are connected.'
      : `You can go on reading; what you see is ${formatDuration(age)} old.`,
  bannerRetry: (seconds) => `Trying again in ${formatDuration(seconds * 1000)}.`,
  bannerReturned: 'You are back. Everything is live again.',
}

const conditions: readonly ConnectionCondition[] = [
  'initialized',
  'connecting',
  'connected',
  'reconnecting',
  'unavailable',
  'offline',
  'failed',
  'disconnected',
  'refused',
]

/** The words of all conditions, one per line: rendered hidden, they give the badge a constant width. */
export function conditionsIn(labels: ConnectionBadgeLabels): string {
  return conditions.map((condition) => labels[condition]).join('\n')
}
