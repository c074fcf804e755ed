import type { Context } from 'hono'
import { requireUser } from '../../auth/authentication.ts'
import type { User } from '../../auth/authentication.ts'
import { HttpError, invalidField } from '../request/http-error.ts'
import { bodyLimits } from '../request/limits.ts'
import { readObject } from '../request/request-body.ts'
import type { JsonObject } from '../request/request-body.ts'
import { readForm } from '../request/request-form.ts'
import type { ServerParts } from '../../server-parts.ts'
import {
  assertChannelName,
  assertSocketId,
  authorizeChannel,
  authorizeSubscription,
  namedBackend,
} from '../../auth/subscription-auth.ts'
import type { SubscriptionAuth } from '../../auth/subscription-auth.ts'

const largestBatch = 50

type BatchAnswer = { status: 200; data: SubscriptionAuth } | { status: number; error: string; code: string }

/** `POST /api/v1/pusher/auth`: form, JSON or query string with `socket_id`, `channel_name` and `backend`. */
export function channelAuthRoute(parts: ServerParts) {
  return async ({ req }: Context): Promise<Response> => {
    const user = await requireUser(parts.authenticate, req.raw)
    const form = await readForm(req.raw, bodyLimits(parts.limits))
    const { socket_id: socketId, channel_name: channel, backend } = form
    return Response.json(await authorizeChannel(parts, user, { socketId, channel, backend }))
  }
}

/** `POST /api/v1/pusher/auth/batch`: up to 50 channels of one connection, each with its own status. */
export function channelAuthBatchRoute({ authenticate, policies, broadcasters, limits }: ServerParts) {
  return async ({ req }: Context): Promise<Response> => {
    const user = await requireUser(authenticate, req.raw)
    const body = await readObject(req.raw, bodyLimits(limits))
    const { socket_id: socketId } = body
    assertSocketId(socketId)
    const backend = namedBackend(broadcasters, body['backend'])
    const authorize = (channel: unknown, who: User): Promise<SubscriptionAuth> => {
      assertChannelName(channel)
      return authorizeSubscription(policies, backend, { user: who, socketId, channel })
    }
    const answers = await Promise.all(
      channelNames(body).map(async (channel): Promise<[string, BatchAnswer]> => {
        try {
          return [String(channel), { status: 200, data: await authorize(channel, user) }]
        } catch (error) {
          if (!(error instanceof HttpError)) throw error
          return [String(channel), { status: error.status, error: error.message, code: error.code }]
        }
      }),
    )
    return Response.json({ channels: Object.fromEntries(answers) })
  }
}

function channelNames({ channel_names: names }: JsonObject): unknown[] {
  const field = 'channel_names'
  if (!Array.isArray(names) || names.length === 0 || !names.every((name) => typeof name === 'string')) {
    throw invalidField(field, `Expected \`${field}\` to be an array of channel names.`)
  }
  if (names.length <= largestBatch) return names
  const message = `Expected at most ${largestBatch} channels but got ${names.length}; send several requests.`
  throw new HttpError(413, 'too_many_channels', message, { field })
}
