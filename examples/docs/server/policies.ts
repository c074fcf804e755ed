import type { Policies } from 'react-pusher-kit/server'
import type { channels } from '../concepts/channels.ts'

// #region policies
export const policies: Policies<typeof channels> = {
  'private-shop-{shopId}': {
    subscribe: ({ user, params }) => user.roles?.includes(`shop-${params.shopId}`) ?? false,
    history: ({ user, params }) => user.roles?.includes(`shop-${params.shopId}`) ?? false,
    // `data` is the payload that the client sent.
    publish: ({ user, event }) => event === 'order.paid' && (user.roles?.includes('till') ?? false),
  },
  'presence-shop-{shopId}': {
    subscribe: () => true,
    // The info that other members see. It comes from the session, never from the request.
    member: ({ user }) => ({ name: user.info?.['name'] ?? user.id }),
  },
}
// #endregion
