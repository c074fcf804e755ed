import type { Policies } from 'react-pusher-kit/server'
import type { channels } from './channels.ts'

export const policies: Policies<typeof channels> = {
  logs: { publish: () => true, history: 'anyone' },
  'presence-room-{room}': {
    subscribe: () => true,
    history: () => true,
    // Members publish only in their own name.
    publish: ({ user, data }) => (data as { from?: unknown } | null)?.from === user.info?.['name'],
  },
  'private-user-{userId}': {
    subscribe: ({ user, params }) => user.id === params.userId,
    history: ({ user, params }) => user.id === params.userId,
    publish: () => true,
  },
  'private-payroll': ({ user }) => user.roles?.includes('payroll') ?? false,
}
