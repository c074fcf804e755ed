import { createHub } from '../../src/protocol/index.ts'
import { openHttpFront } from '../../src/dev-server/http/http-front.ts'
import { systemClock } from '../../src/dev-server/http/system-clock.ts'

export interface PusherStandIn {
  /** The variables that name it in place of a cluster, for a server and for a page. */
  variables: Record<string, string>
  url: string
  close: () => Promise<void>
}

/** Stands for Pusher Channels: its protocol and its HTTP API with an app of its own, and nothing else. */
export async function standInForPusher(): Promise<PusherStandIn> {
  const app = { id: '777', key: 'key-of-another-app', secret: 'secret-of-another-app' }
  const hub = createHub({ apps: [app], clock: systemClock })
  const front = await openHttpFront({
    port: 0,
    host: '127.0.0.1',
    hub,
    guard: () => null,
    onRefused: () => undefined,
    answer: () => new Response(null, { status: 404 }),
  })
  const place = { HOST: '127.0.0.1', PORT: String(front.port) }
  return {
    variables: {
      PUSHER_APP_ID: app.id,
      PUSHER_KEY: app.key,
      PUSHER_SECRET: app.secret,
      PUSHER_HOST: place.HOST,
      PUSHER_PORT: place.PORT,
      PUSHER_SSL: 'false',
      VITE_PUSHER_KEY: app.key,
      VITE_PUSHER_HOST: place.HOST,
      VITE_PUSHER_PORT: place.PORT,
      VITE_PUSHER_FORCE_TLS: 'false',
    },
    url: `ws://127.0.0.1:${front.port}/app/${app.key}`,
    close: front.close,
  }
}
