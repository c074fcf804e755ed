import type { PusherActions } from '../actions.ts'
import type { KitCore } from '../core/kit-core.ts'
import type { HistoryPage, HistoryRequest } from './event-log-types.ts'
import { endpointHistory } from './feed/history-client.ts'
import { coreOf } from '../core/core-of.ts'

/**
 * Fetches a page of a channel's stored events from `endpoints.history`, with the app's token.
 *
 * @throws {@link HistoryError} when the endpoint refuses, fails or returns something else
 * @example
 * ```ts
 * const { signal } = new AbortController()
 * const page = await fetchHistory(usePusherActions(), { channel: 'logs', after: 0, limit: 100, signal })
 * for (const { seq, event } of page.events) show(seq, event)
 * ```
 */
export function fetchHistory(
  { connection }: Pick<PusherActions, 'connection'>,
  request: HistoryRequest,
): Promise<HistoryPage> {
  return endpointHistory(coreOf.get(connection) as KitCore)(request)
}
