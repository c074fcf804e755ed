import { formatDuration } from '../time/duration.ts'

/** Every text of `OnlineUsers`. */
export interface OnlineUsersLabels {
  /** `"12 online"` */
  count: (count: number) => string
  you: string
  onlyYou: string
  nobody: string
  loading: string
  /** Why the list is dimmed: the connection is down. */
  stale: string
  /** Why the list is dimmed: the channel was lost, and only another try brings it back. */
  outdated: string
  denied: string
  error: string
  retry: string
  /** Name of the "+N" button. */
  more: (count: number) => string
  /** Name of the list. */
  list: string
  search: string
  noMatch: (query: string) => string
  idle: string
  /** How long this client has known the member, ms. */
  since: (duration: number) => string
  joined: (first: string, others: number) => string
  left: (first: string, others: number) => string
}

const withOthers = (first: string, others: number) =>
  others === 0 ? first : `${first} and ${others} ${others === 1 ? 'other' : 'others'}`

export const defaultOnlineLabels: OnlineUsersLabels = {
  count: (count) => `${count} online`,
  you: 'you',
  onlyYou: 'Only you',
  nobody: 'Nobody is here',
  loading: 'Loading who is here',
  stale: 'Reconnecting',
  outdated: 'Not up to date',
  denied: 'You may not see who is here.',
  error: 'Who is here could not be loaded.',
  retry: 'Try again',
  more: (count) => `Show ${count} more`,
  list: 'People online',
  search: 'Search people',
  noMatch: (query) => `Nobody here matches “${query}”.`,
  idle: 'Away',
  since: (duration) => (duration < 60_000 ? 'just now' : formatDuration(duration)),
  joined: (first, others) => `${withOthers(first, others)} joined`,
  left: (first, others) => `${withOthers(first, others)} left`,
}
