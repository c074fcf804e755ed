import { startDevServer } from 'react-pusher-kit/dev-server'
import { createPusherServer, jwt, type User } from 'react-pusher-kit/server'
import { libsqlStore, postgresStore } from 'react-pusher-kit/stores'
import { channels } from './channels.js'

export const server = createPusherServer({
  pusher: { appId: '1', key: 'key', secret: 'secret', cluster: 'eu' },
  channels,
  authenticate: jwt({ jwksUrl: 'https://id.example/keys', issuer: 'id', audience: 'app' }),
  authorize: {
    'presence-room-{room}': ({ user, params }) => user.id === params.room,
    // @ts-expect-error: no such channel is declared
    'presence-rome-{room}': () => true,
  },
  store: libsqlStore({ file: 'events.db' }),
})
export const stores = { postgresStore }
export const developer: User = { id: '1' }
export const devServer = () => startDevServer({ port: 0 })
