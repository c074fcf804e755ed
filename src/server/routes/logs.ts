import type { Context } from 'hono'
import { requireUser } from '../authentication/authentication.ts'
import { logChannel, readLogEntries } from '../publishing/log-entry.ts'
import { idempotencyKey } from '../request/fields.ts'
import { readJson } from '../request/request-body.ts'
import type { ServerParts } from '../server-parts.ts'

/** `POST /api/v1/logs`: one line or many, stored when the answer is out. */
export function logsRoute({ authenticate, policies, publisher, limits }: ServerParts) {
  return async ({ req }: Context): Promise<Response> => {
    const user = await requireUser(authenticate, req.raw)
    const key = idempotencyKey(req.raw, user.id)
    const body = await readJson(req.raw, limits.logBodyBytes)
    const events = readLogEntries(body, limits.logLines, Date.now())
    const [first] = events
    if (first) await policies.assertPublish(user, logChannel, first.event, first.data)
    const result = await publisher.publish({
      channel: logChannel,
      events,
      userId: user.id,
      idempotencyKey: key,
    })
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
