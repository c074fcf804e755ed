import { defineChannels, type } from 'react-pusher-kit/channels'
import { createPusherServer, embedded } from 'react-pusher-kit/server'
import { Cluster, Redis } from 'ioredis'
import { Client, Pool } from 'pg'

const channels = defineChannels({
  logs: { events: { log: type<{ text: string }>() } },
  'private-user-{userId}': { events: {} },
})
const common = { broadcaster: embedded(), authenticate: () => null }

// Parameters come from the pattern.
createPusherServer({
  ...common,
  channels,
  authorize: {
    'private-user-{userId}': ({ user, params }) => user.id === params.userId,
    logs: { history: 'anyone', publish: ({ event }) => event === 'log' },
  },
})

createPusherServer({
  ...common,
  channels,
  // @ts-expect-error -- the pattern has no parameter of that name
  authorize: { 'private-user-{userId}': ({ user, params }) => user.id === params.id },
})

createPusherServer({
  ...common,
  channels,
  // @ts-expect-error -- nobody declared the channel
  authorize: { 'private-other': () => true },
})

createPusherServer({
  ...common,
  channels,
  // @ts-expect-error -- anyone may read history, never subscribe
  authorize: { logs: { subscribe: 'anyone' } },
})

// Without declarations any pattern may stand, its parameters typed all the same.
createPusherServer({ ...common, authorize: { 'private-a-{b}': ({ params }) => params.b === '1' } })

// Limits are shared on what the packages create.
createPusherServer({ ...common, rateLimit: { store: new Redis(), prefix: 'shop' } })
createPusherServer({ ...common, rateLimit: { store: new Cluster([]) } })
createPusherServer({ ...common, rateLimit: { store: new Pool(), storeTimeoutMs: 200 } })
// @ts-expect-error -- one connection is no pool
createPusherServer({ ...common, rateLimit: { store: new Client() } })
// @ts-expect-error -- a URL is no client
createPusherServer({ ...common, rateLimit: { store: 'redis://127.0.0.1' } })
// @ts-expect-error -- no client has these methods alone
createPusherServer({ ...common, rateLimit: { store: new Map<string, string>() } })
