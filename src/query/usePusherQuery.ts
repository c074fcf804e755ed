'use client'
import { hashKey, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Query, QueryClient, QueryKey, UseQueryOptions, UseQueryResult } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { usePusherChannel, type EventMeta, type EventName, type PayloadOf } from '../index.ts'
import { isFirstDelivery } from './applied-events.ts'
import { closesGap, leaveGroup } from './gap-groups.ts'

/** What an event means for a query: fetch it again, or the data that it makes of the old. */
export type QueryRule<Data, Payload> = 'invalidate' | ((old: Data, payload: Payload, meta: EventMeta) => Data)

/** Which events change a query's data. */
export interface PusherQueryBinding<Data, Name extends string> {
  /** The channel to listen to; null listens to nothing. */
  channel: Name | null | undefined
  /** What each event means for the data. */
  on: { [Event in EventName<Name>]?: QueryRule<Data, PayloadOf<Name, Event>> }
}

/**
 * A query that events keep up to date. Where several components use the same query, an event counts once, by the
 * rule of the one that mounted first. After every gap (a reconnect, a subscription that came back) it is
 * fetched again, once, also when it listens to several channels.
 *
 * @throws {@link ProviderMissingError} outside of `PusherProvider`
 * @throws `Error` outside of `QueryClientProvider`
 * @example
 * ```ts
 * interface Todo {
 *   title: string
 * }
 * const fetchTodos = (): Promise<Todo[]> => fetch('/api/todos').then((response) => response.json())
 *
 * const { data } = usePusherQuery(
 *   { queryKey: ['todos'], queryFn: fetchTodos },
 *   { channel: 'todos', on: { added: (old, todo) => [...old, todo as Todo], cleared: 'invalidate' } },
 * )
 * ```
 */
export function usePusherQuery<
  const Name extends string,
  QueryData = unknown,
  FetchError = Error,
  Data = QueryData,
  Key extends QueryKey = QueryKey,
>(
  options: UseQueryOptions<QueryData, FetchError, Data, Key>,
  { channel, on }: PusherQueryBinding<QueryData, Name>,
): UseQueryResult<Data, FetchError> {
  const client = useQueryClient()
  const { queryKey } = options
  const queryHash = (options.queryKeyHashFn ?? hashKey)(queryKey)
  const [binding] = useState(() => ({}))

  function apply(rule: QueryRule<QueryData, unknown>, payload: unknown, meta: EventMeta) {
    if (!isFirstDelivery(client, queryHash, meta)) return
    if (rule !== 'invalidate') {
      const key: QueryKey = queryKey
      client.setQueryData<QueryData>(key, (old) => (old === undefined ? old : rule(old, payload, meta)))
      // An answer under way may be older than this event, and would undo it.
      if (client.isFetching({ queryKey, exact: true }) === 0) return
    }
    fetchAgain(client, queryHash)
  }

  const rules = Object.entries(on) as [string, QueryRule<QueryData, unknown> | undefined][]
  const handlers = Object.fromEntries(
    rules.map(([event, rule]) => [
      event,
      (payload: unknown, meta: EventMeta) => rule && apply(rule, payload, meta),
    ]),
  )
  const { status } = usePusherChannel<Record<string, unknown>>(channel, handlers, {
    // A render may see only the last of several states.
    onSubscribed: () => {
      if (closesGap(client, queryHash, binding, 'subscribed anew')) fetchAgain(client, queryHash)
    },
  })

  useEffect(() => {
    if (closesGap(client, queryHash, binding, status)) fetchAgain(client, queryHash)
  }, [client, queryHash, binding, status])
  useEffect(() => () => leaveGroup(client, queryHash, binding), [client, queryHash, binding])

  return useQuery(options)
}

/** Invalidates. Before the first answer that alone would join the fetch under way, which may be older. */
function fetchAgain(client: QueryClient, queryHash: string) {
  const predicate = (query: Query) => query.queryHash === queryHash
  void client.cancelQueries({ predicate, type: 'active' }, { silent: true })
  void client.invalidateQueries({ predicate })
}
