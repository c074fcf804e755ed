import { defineChannels, type } from 'react-pusher-kit/channels'
import { defineConfig, startDevServer } from 'react-pusher-kit/dev-server'
import type { RealtimeConfig } from 'react-pusher-kit/dev-server'

const channels = defineChannels({
  logs: { events: { log: type<{ text: string }>() } },
  'private-user-{userId}': { events: {} },
})

// Parameters come from the pattern, and every key has its type.
const config = defineConfig({
  channels,
  authorize: {
    'private-user-{userId}': ({ user, params }) => user.id === params.userId,
    logs: { history: 'anyone', publish: ({ event }) => event === 'log' },
  },
  messages: { ask: ({ payload, publish }) => publish('asked', payload) },
  onWebhook: ({ events }) => void events.length,
  users: [{ id: 'ana', info: { name: 'Ana' }, roles: ['admin'] }],
  webhooks: [{ url: 'http://localhost:3000/hook', events: ['member_added'] }],
  retention: { maxCount: 10 },
  limits: { bodyBytes: 1000 },
  rateLimit: { perUser: { requests: 1, seconds: 1 } },
  origins: ['http://localhost:3000'],
})

// It is what a dev server of a test takes, and what a file exports.
void startDevServer({ config })
const exported: RealtimeConfig = config
void exported

defineConfig({
  channels,
  // @ts-expect-error -- the pattern has no parameter of that name
  authorize: { 'private-user-{userId}': ({ user, params }) => user.id === params.id },
})
// @ts-expect-error -- nobody declared the channel
defineConfig({ channels, authorize: { 'private-other': () => true } })
// @ts-expect-error -- it is `channels`
defineConfig({ chanels: channels })
// @ts-expect-error -- Pusher has no such webhook
defineConfig({ webhooks: [{ url: 'http://localhost:3000', events: ['joined'] }] })
// @ts-expect-error -- a user has an id
defineConfig({ users: [{ name: 'Ana' }] })
