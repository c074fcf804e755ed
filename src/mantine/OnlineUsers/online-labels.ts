import { formatDuration } from '../lib/duration.ts'

/** Every text of `OnlineUsers`. */
export interface OnlineUsersLabels {
  /** Number of members: `"12 online"`. */
  count: (count: number) => string
  /** Tag after the user's own name. */
  you: string
  /** Shown instead of the other members when there are none. */
  onlyYou: string
  /** Shown instead of the list without members. */
  nobody: string
  /** Shown while the members load. */
  loading: string
  /** Without an `appKey` and without a client. */
  notConfigured: string
  /** Why the list is dimmed: the connection is down. */
  stale: string
  /** Why the list is dimmed: the subscription failed, and only a retry restores it. */
  outdated: string
  /** Shown when the auth endpoint denied access. */
  denied: string
  /** Shown when the subscription failed for another reason. */
  error: string
  /** Button that subscribes again. */
  retry: string
  /** Name of the "+N" button, with that count. */
  more: (count: number) => string
  /** Name of the list. */
  list: string
  /** Name and placeholder of the search. */
  search: string
  /** Shown when no name matches the search. */
  noMatch: (query: string) => string
  /** Tag of members who are away. */
  idle: string
  /** How long this client has known the member, ms. */
  since: (duration: number) => string
  /** Announced by screen readers: who joined, and a count of others. */
  joined: (first: string, others: number) => string
  /** Announced by screen readers: who left, and a count of others. */
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
  error: 'The members could not be loaded.',
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
