// The development configuration of `react-pusher-kit serve`. Production imports the folder, not this file.
import { defineConfig } from 'react-pusher-kit/dev-server'
import { channels } from './realtime/channels.ts'
import { messages } from './realtime/messages.ts'
import { policies } from './realtime/policies.ts'

export default defineConfig({
  channels,
  authorize: policies,
  messages,
  users: [
    { id: 'ana', info: { name: 'Ana' }, roles: ['staff'] },
    { id: 'bob', info: { name: 'Bob' } },
  ],
})
