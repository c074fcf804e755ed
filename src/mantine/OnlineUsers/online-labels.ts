import { formatDuration } from '../lib/duration.ts'

/** Every text of `OnlineUsers`. */
export interface OnlineUsersLabels {
  /** How many there are: `"12 online"`. */
  count: (count: number) => string
  /** Tag behind the reader's own name. */
  you: string
  /** Stands where the others would, when there are none. */
  onlyYou: string
  /** The list without anybody. */
  nobody: string
  /** While the members are on their way. */
  loading: string
  /** Without an appKey and without a client: nothing will ever come. */
  notConfigured: string
  /** Why the list is dimmed: the connection is down. */
  stale: string
  /** Why the list is dimmed: the channel was lost, and only another try brings it back. */
  outdated: string
  /** When the auth endpoint said no. */
  denied: string
  /** When the subscription failed otherwise. */
  error: string
  /** Button that subscribes again. */
  retry: string
  /** Name of the "+N" button; counts those behind it. */
  more: (count: number) => string
  /** Name of the list. */
  list: string
  /** Name and placeholder of the search. */
  search: string
  /** When no name matches what was searched. */
  noMatch: (query: string) => string
  /** Tag of members who are away. */
  idle: string
  /** How long this client has known the member, ms. */
  since: (duration: number) => string
  /** Spoken to a screen reader: who came, and a count of others. */
  joined: (first: string, others: number) => string
  /** Spoken to a screen reader: who left, and a count of others. */
  left: (first: string, others: number) => string
}

const number = new Intl.NumberFormat('en')

const withOthers = (first: string, others: number) =>
  others === 0 ? first : `${first} and ${number.format(others)} ${others === 1 ? 'other' : 'others'}`

export const defaultOnlineLabels: OnlineUsersLabels = {
  count: (count) => `${number.format(count)} online`,
  you: 'you',
  onlyYou: 'Only you',
  nobody: 'Nobody is here',
  loading: 'Loading who is here',
  notConfigured: 'Pusher is not configured.',
  stale: 'Reconnecting',
  outdated: 'Not up to date',
  denied: 'You may not see who is here.',
  error: 'Who is here could not be loaded.',
  retry: 'Try again',
  more: (count) => `Show ${number.format(count)} more`,
  list: 'People online',
  search: 'Search people',
  noMatch: (query) => `Nobody here matches “${query}”.`,
  idle: 'Away',
  since: (duration) => (duration < 60_000 ? 'just now' : formatDuration(duration)),
  joined: (first, others) => `${withOthers(first, others)} joined`,
  left: (first, others) => `${withOthers(first, others)} left`,
}
