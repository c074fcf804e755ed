/**
 * TanStack Query integration: events update queries, mutations wait for the connection.
 *
 * ```tsx
 * import { usePusherQuery, useTrigger } from 'react-pusher-kit/query'
 *
 * const fetchTodos = (): Promise<unknown[]> => fetch('/api/todos').then((response) => response.json())
 *
 * const todos = usePusherQuery(
 *   { queryKey: ['todos'], queryFn: fetchTodos },
 *   { channel: 'todos', on: { added: (old, todo) => [...old, todo], cleared: 'invalidate' } },
 * )
 * const { mutate } = useTrigger()
 * mutate({ channel: 'todos', event: 'added', data: { title: 'write' } })
 * ```
 *
 * @module
 */
export * from './query/index.ts'
