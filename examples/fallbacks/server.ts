import { ably, pusher, selfHosted, type BroadcasterSetOptions } from 'react-pusher-kit/server'

// #region pusher
type Environment = Readonly<Record<string, string | undefined>>

/** The app of Pusher Channels, used while it accepts events. */
function primary({ PUSHER_APP_ID = '', PUSHER_KEY = '', PUSHER_SECRET = '' }: Environment) {
  return pusher({ appId: PUSHER_APP_ID, key: PUSHER_KEY, secret: PUSHER_SECRET, cluster: 'eu' })
}
// #endregion

// #region ably
/**
 * For the option `broadcaster` of the server. `ABLY_API_KEY` is the key in Ably's dashboard,
 * `appId.keyId:secret`.
 */
export function pusherThenAbly(env: Environment): BroadcasterSetOptions {
  const { ABLY_API_KEY = '' } = env
  const [key = '', secret = ''] = ABLY_API_KEY.split(':')
  return { primary: primary(env), fallbacks: [ably({ key, secret })] }
}
// #endregion

// #region self-hosted
/** For the option `broadcaster` of the server. `OWN_HOST` is a host name without a protocol. */
export function pusherThenSelfHosted(env: Environment): BroadcasterSetOptions {
  const { OWN_APP_ID = '', OWN_KEY = '', OWN_SECRET = '', OWN_HOST = '' } = env
  const own = selfHosted({ appId: OWN_APP_ID, key: OWN_KEY, secret: OWN_SECRET, host: OWN_HOST })
  return { primary: primary(env), fallbacks: [own] }
}
// #endregion
