import { type Broadcaster, createPusherServer, devTokens } from 'react-pusher-kit/server'

// #region server
/** The auth endpoint of both versions. Your own endpoint can stay as it is. */
export function openServer(broadcaster: Broadcaster) {
  return createPusherServer({
    broadcaster,
    authenticate: devTokens({
      'token-of-ana': { id: 'ana', info: { name: 'Ana' }, roles: ['clerk'] },
      'token-of-eve': { id: 'eve', info: { name: 'Eve' } },
    }),
    authorize: {
      'private-orders': { subscribe: ({ user }) => user.roles?.includes('clerk') === true },
      'presence-desk': { subscribe: () => true },
    },
  })
}
// #endregion
