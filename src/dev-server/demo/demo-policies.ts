import type { Policies, User } from '../../server/index.ts'
import type { demoChannels } from './demo-channels.ts'

const isAdmin = ({ roles = [] }: User) => roles.includes('admin')
/** Roles such as `class:7` and `session:12` are the groups of a user. */
const belongsTo = (user: User, kind: string, id: string) =>
  isAdmin(user) || (user.roles ?? []).includes(`${kind}:${id}`)

/** The policies of the demo. The developer is an admin and may do nearly everything. */
export const demoPolicies: Policies<typeof demoChannels> = {
  logs: { publish: () => true, history: 'anyone' },
  'private-admin': {
    subscribe: ({ user }) => isAdmin(user),
    publish: ({ user }) => isAdmin(user),
    history: ({ user }) => isAdmin(user),
  },
  'dashboard-updates': { publish: ({ user }) => isAdmin(user) },
  'private-encrypted-{topic}': {
    subscribe: ({ user }) => isAdmin(user),
    publish: ({ user }) => isAdmin(user),
  },
  'private-user-{userId}': {
    subscribe: ({ user, params }) => user.id === params.userId,
    publish: ({ user, params }) => user.id === params.userId || isAdmin(user),
    history: ({ user, params }) => user.id === params.userId,
  },
  'private-class-{classId}': {
    subscribe: ({ user, params }) => belongsTo(user, 'class', params.classId),
    publish: ({ user }) => isAdmin(user),
    history: ({ user, params }) => belongsTo(user, 'class', params.classId),
  },
  'private-agent-{agentId}': {
    subscribe: ({ user, params }) => belongsTo(user, 'agent', params.agentId),
    publish: ({ user, params }) => belongsTo(user, 'agent', params.agentId),
    history: ({ user, params }) => belongsTo(user, 'agent', params.agentId),
  },
  'presence-classroom-{roomId}': {
    subscribe: ({ user, params }) => belongsTo(user, 'classroom', params.roomId),
    publish: ({ user }) => isAdmin(user),
  },
  'presence-admin': { subscribe: ({ user }) => isAdmin(user), publish: ({ user }) => isAdmin(user) },
  'presence-session-{sessionId}': {
    subscribe: ({ user, params }) => belongsTo(user, 'session', params.sessionId),
    publish: ({ user, params }) => belongsTo(user, 'session', params.sessionId),
  },
  'public-{topic}': { publish: ({ user }) => isAdmin(user) },
}
