'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { InfiniteData, UseInfiniteQueryOptions, UseInfiniteQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import {
  fetchHistory,
  usePusherActions,
  type Entry,
  type EventName,
  type HistoryPage,
  type PayloadOf,
} from '../index.ts'

/** Options of {@link useInfiniteEvents}: those of TanStack's `useInfiniteQuery` that the hook does not set. */
export interface UseInfiniteEventsOptions<Name extends string, Event extends string> extends Omit<
  UseInfiniteQueryOptions<HistoryPage, Error, InfiniteData<HistoryPage>, readonly unknown[], number>,
  'queryKey' | 'queryFn' | 'initialPageParam' | 'getNextPageParam' | 'getPreviousPageParam' | 'select'
> {
  /** The channel, declared with `persist: true`; null, undefined or an empty string fetches nothing. */
  channel: Name | null | undefined
  /** Only events of this name. @defaultValue every event of the channel */
  event?: Event | undefined
  /** Number of events in a page. @defaultValue 100 */
  limit?: number
}

/** The result of {@link useInfiniteEvents}: TanStack's, and the events of all pages. */
export type UseInfiniteEventsResult<Payload> = UseInfiniteQueryResult<InfiniteData<HistoryPage>> & {
  /** The events of all fetched pages, oldest first, each once. */
  events: readonly Entry<Payload>[]
}

/**
 * The stored events of a channel as an infinite query, newest page first; `fetchNextPage` fetches older ones. It reads
 * the history only: for live events use `useEventLog`, or refetch in a rule of `usePusherQuery`.
 *
 * @throws {@link ProviderMissingError} outside of `PusherProvider`
 * @throws `Error` outside of `QueryClientProvider`
 * @example
 * ```ts
 * const { events, hasNextPage, fetchNextPage } = useInfiniteEvents({ channel: 'orders', event: 'paid' })
 * const newest = events.at(-1)
 * if (hasNextPage) void fetchNextPage()
 * ```
 */
export function useInfiniteEvents<
  const Name extends string,
  const Event extends EventName<Name> = EventName<Name>,
>(options: UseInfiniteEventsOptions<Name, Event>): UseInfiniteEventsResult<PayloadOf<Name, Event>> {
  const { channel, event, limit = 100, enabled = true, ...queryOptions } = options
  const actions = usePusherActions()
  const { appKey, sessionKey } = actions
  const query = useInfiniteQuery({
    ...queryOptions,
    // With user and app in the key, no user gets the pages of another user.
    queryKey: ['react-pusher-kit', 'events', appKey, sessionKey, channel, event, limit],
    queryFn: ({ pageParam: before, signal }) =>
      fetchHistory(actions, {
        channel: channel as string,
        before,
        limit,
        signal,
        ...(event === undefined ? {} : { event }),
      }),
    initialPageParam: Number.MAX_SAFE_INTEGER,
    getNextPageParam: ({ has_more: hasMore, next_cursor: cursor }) => (hasMore ? cursor : null),
    enabled: channel ? enabled : false,
  })
  const pages = query.data?.pages
  const events = useMemo(() => entriesOf<PayloadOf<Name, Event>>(pages ?? []), [pages])
  return { ...query, events }
}

/** The pages are newest first, their events oldest first. */
function entriesOf<Payload>(pages: readonly HistoryPage[]): Entry<Payload>[] {
  return pages.toReversed().flatMap(({ events }) =>
    events.map(({ seq, event, data, timestamp }) => ({
      seq,
      event,
      data: data as Payload,
      timestamp: new Date(timestamp).getTime(),
    })),
  )
}
