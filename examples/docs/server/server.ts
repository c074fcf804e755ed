// #region server
import { createPusherServer, jwt } from 'react-pusher-kit/server'
import { channels } from '../concepts/channels.ts'
import { policies } from './policies.ts'

export function openServer(env: Readonly<Record<string, string>>) {
  const { PUSHER_APP_ID = '', PUSHER_KEY = '', PUSHER_SECRET = '', AUTH_SECRET = '' } = env
  return createPusherServer({
    pusher: { appId: PUSHER_APP_ID, key: PUSHER_KEY, secret: PUSHER_SECRET, cluster: 'eu' },
    channels,
    authenticate: jwt({ secret: AUTH_SECRET, issuer: 'https://shop.example', audience: 'shop' }),
    authorize: policies,
  })
}
// #endregion
