import { defineConfig } from 'react-pusher-kit/dev-server'
import { channels } from './realtime/channels.ts'
import { policies } from './realtime/policies.ts'

export default defineConfig({
  channels,
  authorize: policies,
  users: [
    { id: 'ana', info: { name: 'Ana' }, roles: ['payroll'] },
    { id: 'ben', info: { name: 'Ben' } },
  ],
})
