import { defineConfig } from 'react-pusher-kit/dev-server'
import { channels } from './realtime/channels'
import { messages } from './realtime/messages.ts'
import type { Person } from './realtime/person.ts'

const people: Record<string, Person> = { 'Bearer 42': { id: '42' } }

export default defineConfig({
  channels,
  messages,
  authorize: {
    'private-user-{userId}': {
      subscribe: ({ user, params }) => user.id === params.userId,
      publish: ({ user, params }) => user.id === params.userId,
    },
  },
  authenticate: (request) => people[request.headers.get('authorization') ?? ''] ?? null,
})
