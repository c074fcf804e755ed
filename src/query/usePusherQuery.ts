'use client'
import { hashKey, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Query, QueryClient, QueryKey, UseQueryOptions, UseQueryResult } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { usePusherChannel, type EventMeta, type EventName, type PayloadOf } from '../index.ts'
import { isFirstDelivery } from './applied-events.ts'
import { closesGap, leaveGroup } from './gap-groups.ts'

/** What an event does to a query: invalidate it, or compute new data from the previous data. */
export type QueryRule<Data, Payload> = 'invalidate' | ((old: Data, payload: Payload, meta: EventMeta) => Data)

/** The events that update a query. */
export interface PusherQueryBinding<Data, Name extends string> {
  /** The channel to listen to; null for none. */
  channel: Name | null | undefined
  /** The rule of each event. */
  on: { [Event in EventName<Name>]?: QueryRule<Data, PayloadOf<Name, Event>> }
}

/**
 * A query that events update. When several components use the same query, an event is applied once, with the rule of
 * the component that mounted first. After a gap (a reconnect, or a restored subscription) the query is refetched, once
 * even with several channels.
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
      // A running fetch may return data from before this event, and would overwrite it.
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
    // A render may get only the last of several states.
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

/** Cancels and invalidates. Before the first data, `invalidateQueries` alone would reuse the running fetch. */
function fetchAgain(client: QueryClient, queryHash: string) {
  const predicate = (query: Query) => query.queryHash === queryHash
  void client.cancelQueries({ predicate, type: 'active' }, { silent: true })
  void client.invalidateQueries({ predicate })
}
