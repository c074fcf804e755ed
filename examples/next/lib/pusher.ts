import Pusher from 'pusher'

/** The official package, for Pusher Channels (PUSHER_CLUSTER) or a compatible server (PUSHER_HOST). */
export function pusher(): Pusher {
  const {
    PUSHER_APP_ID: appId = '',
    PUSHER_KEY: key = '',
    PUSHER_SECRET: secret = '',
    PUSHER_CLUSTER: cluster = '',
    PUSHER_HOST: host,
    PUSHER_PORT: port = '',
    PUSHER_SSL,
  } = process.env
  const app = { appId, key, secret, useTLS: PUSHER_SSL !== 'false' }
  return new Pusher(host ? { ...app, host, port } : { ...app, cluster })
}
