import { Redis } from 'ioredis'
import pg from 'pg'

/** A server whose users publish in `news`, and are named by the request. */
export async function createServer(kit, { store, url, rule, upstream, rateLimit, clockAhead = 0, log }) {
  if (clockAhead !== 0) {
    const now = Date.now
    Date.now = () => now() + clockAhead
  }
  const stores = {
    PostgreSQL: () => new pg.Pool({ connectionString: url }),
    Redis: () => new Redis(url),
    none: () => undefined,
  }
  const shared = stores[store]()
  return kit.createPusherServer({
    broadcaster: kit.selfHosted({
      appId: '1',
      key: 'key',
      secret: 'secret',
      host: '127.0.0.1',
      port: upstream,
      useTLS: false,
    }),
    authenticate: (request) => ({ id: JSON.parse(request.headers.get('x-user')) }),
    authorize: { news: { publish: () => true } },
    rateLimit: {
      perUser: rule,
      perAddress: { requests: 1_000_000, seconds: 10 },
      ...(shared && { store: shared }),
      ...rateLimit,
    },
    log,
  })
}
