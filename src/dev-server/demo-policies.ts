import type { Policies } from '../server/index.ts'
import type { demoChannels } from './demo-channels.ts'

/** Who may do what in the demo. */
export const demoPolicies: Policies<typeof demoChannels> = {
  logs: { publish: () => true, history: 'anyone' },
  'private-user-{userId}': ({ user, params }) => user.id === params.userId,
  'presence-{room}': { subscribe: () => true },
}
