import { type Broadcaster, createPusherServer, type User } from 'react-pusher-kit/server'
import { clerkOf } from '../clerks.ts'

// #region server
const isClerk = ({ roles = [] }: User) => roles.includes('clerk')

export function openServer(broadcaster: Broadcaster) {
  return createPusherServer({
    broadcaster,
    authenticate: (request) => {
      const clerk = clerkOf(request.headers.get('authorization')?.replace('Bearer ', '') ?? '')
      return clerk && { id: clerk.id, roles: clerk.mayPay ? ['clerk'] : [] }
    },
    authorize: {
      'private-orders': { subscribe: ({ user }) => isClerk(user), publish: ({ user }) => isClerk(user) },
    },
    messages: {
      pay: ({ payload, publish }) => publish('order.paid', payload),
    },
  })
}
// #endregion
