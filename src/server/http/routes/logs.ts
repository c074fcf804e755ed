import type { Context } from 'hono'
import { requireUser } from '../../auth/authentication.ts'
import { logChannel, readLogEntries } from '../../publishing/log-entry.ts'
import { once, readRequestKey } from '../request/idempotency.ts'
import { logBodyLimits } from '../request/limits.ts'
import { parseJson, readText } from '../request/request-body.ts'
import type { JsonObject } from '../request/request-body.ts'
import type { ServerParts } from '../../server-parts.ts'

/** `POST /api/v1/logs`: one line or many, stored when the answer is out. */
export function logsRoute({ authenticate, policies, publisher, limits, keys }: ServerParts) {
  return async ({ req }: Context): Promise<Response> => {
    const user = await requireUser(authenticate, req.raw)
    const text = await readText(req.raw, logBodyLimits(limits))
    const key = await readRequestKey(req.raw, user, 'logs', text)
    const body = parseJson(text)
    const events = readLogEntries(body, limits.logLines, Date.now())
    // All lines are allowed before the first is stored: lines of one request differ in what a policy decides by.
    const isList = Array.isArray(body) || Array.isArray((body as JsonObject)['logs'])
    await policies.assertPublishEach(user, logChannel, events, (index) => (isList ? `[${index}]` : 'channel'))
    // Where the lines are stored, they are stored together with their key: no claim has to be kept beside them.
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
