import type { Context } from 'hono'
import { requireUser } from '../../auth/authentication.ts'
import { assertChannelName } from '../../auth/subscription-auth.ts'
import { filterParameter, integerParameter } from '../request/fields.ts'
import type { ServerParts } from '../../server-parts.ts'
import type { StoredHistoryPage, HistoryQuery } from '../../store/event-store.ts'

const defaultLimit = 100
const largestLimit = 1000

/** `GET /api/v1/channels/{channel}/events?after=&before=&limit=&event=&thread_id=` */
export function historyRoute({ authenticate, policies, store, retention, pruning }: ServerParts) {
  return async ({ req }: Context): Promise<Response> => {
    const channel = req.param('channel')
    assertChannelName(channel, 'channel')
    if (!policies.historyIsOpen(channel)) {
      const user = await requireUser(authenticate, req.raw)
      await policies.assertHistory(user, channel)
    }
    const { maxAge } = retention
    const query = readQuery(channel, new URL(req.url).searchParams)
    const page = await store.history(
      // Events that exceed the retention age are not returned, even if they have not been deleted yet.
      maxAge === undefined ? query : { ...query, storedSince: Date.now() - maxAge },
    )
    pruning.whenDue()
    return Response.json(historyAnswer(page), { headers: { 'cache-control': 'no-store' } })
  }
}

function readQuery(channel: string, query: URLSearchParams): HistoryQuery {
  const after = integerParameter(query, 'after', 0, Number.MAX_SAFE_INTEGER)
  const before = integerParameter(query, 'before', 0, Number.MAX_SAFE_INTEGER)
  const events = filterParameter(query, 'event')
  const threadIds = filterParameter(query, 'thread_id')
  return {
    channel,
    limit: integerParameter(query, 'limit', 1, largestLimit) ?? defaultLimit,
    ...(after === undefined ? {} : { after }),
    ...(before === undefined ? {} : { before }),
    ...(events.length === 0 ? {} : { events }),
    ...(threadIds.length === 0 ? {} : { threadIds }),
  }
}

function historyAnswer(page: StoredHistoryPage) {
  return {
    events: page.events.map(({ seq, event, data, timestamp }) => ({
      seq,
      event,
      data,
      timestamp: new Date(timestamp).toISOString(),
    })),
    epoch: page.epoch,
    first_seq: page.firstSeq,
    last_seq: page.lastSeq,
    next_cursor: page.nextCursor,
    has_more: page.hasMore,
  }
}
