import type {
  ChannelAuthorizationHandler,
  Options as PusherOptions,
  UserAuthenticationHandler,
} from 'pusher-js'
import type { Authorization, AuthorizationAnswer } from './authorization.ts'
import type { MockUser } from './mock-types.ts'

/** How a bare client asks for its signatures: past HTTP, straight to the mock. */
export function authHandlers(
  authorization: Authorization,
  user: MockUser,
): Pick<PusherOptions, 'channelAuthorization' | 'userAuthentication'> {
  const channelHandler: ChannelAuthorizationHandler = async ({ socketId, channelName }, callback) => {
    const answer = await authorization.answer({ socketId, channelName, user, token: null })
    callback(errorOf(answer), answer.body as { auth: string })
  }
  const userHandler: UserAuthenticationHandler = async ({ socketId }, callback) => {
    const answer = await authorization.answer({ socketId, channelName: null, user, token: null })
    callback(errorOf(answer), answer.body as { auth: string; user_data: string })
  }
  return {
    channelAuthorization: { customHandler: channelHandler },
    userAuthentication: { customHandler: userHandler },
  }
}

function errorOf({ status, body }: AuthorizationAnswer): Error | null {
  if (status === 200) return null
  const { error } = body as { error: string }
  return Object.assign(new Error(`The auth endpoint answered ${status}: ${error}`), { status })
}
