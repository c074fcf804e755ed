import type { Context } from 'hono'
import { requireUser } from '../../auth/authentication.ts'
import { logChannel, readLogEntries } from '../../publishing/log-entry.ts'
import { once, readRequestKey } from '../request/idempotency.ts'
import { logBodyLimits } from '../request/limits.ts'
import { parseJson, readText } from '../request/request-body.ts'
import type { JsonObject } from '../request/request-body.ts'
import type { ServerParts } from '../../server-parts.ts'

/** `POST /api/v1/logs`: one or more lines. They are stored before the response is sent. */
export function logsRoute({ authenticate, policies, publisher, limits, keys }: ServerParts) {
  return async ({ req }: Context): Promise<Response> => {
    const user = await requireUser(authenticate, req.raw)
    const text = await readText(req.raw, logBodyLimits(limits))
    const key = await readRequestKey(req.raw, user, 'logs', text)
    const body = parseJson(text)
    const events = readLogEntries(body, limits.logLines, Date.now())
    // All lines are checked before the first one is stored, because a policy may deny some of them.
    const isList = Array.isArray(body) || Array.isArray((body as JsonObject)['logs'])
    await policies.assertPublishEach(user, logChannel, events, (index) => (isList ? `[${index}]` : 'channel'))
    // Stored lines are stored together with their key, and need no claim.
    const claimed = publisher.isPersisted(logChannel) ? undefined : key
    const result = await once(keys, claimed, () =>
      publisher.publish({
        channel: logChannel,
        events,
        userId: user.id,
        idempotencyKey: key?.part(0),
        fingerprint: key?.fingerprint,
      }),
    )
    const answer = {
      accepted: events.length,
      repeated: result?.repeated ?? false,
      first_seq: result?.firstSeq ?? null,
      last_seq: result?.lastSeq ?? null,
      epoch: result?.epoch ?? null,
    }
    return Response.json(answer, { status: 202 })
  }
}
