import { Redis } from 'ioredis'
import pg from 'pg'
import { commonOptions } from './server-options.mjs'

/** A server whose users publish in `news`, and are named by the request. */
export async function createServer(kit, { store, url, rule, rateLimit, ...settings }) {
  const stores = {
    PostgreSQL: () => new pg.Pool({ connectionString: url }),
    Redis: () => new Redis(url),
    none: () => undefined,
  }
  const shared = stores[store]()
  return kit.createPusherServer({
    ...commonOptions(kit, settings),
    authenticate: (request) => ({ id: JSON.parse(request.headers.get('x-user')) }),
    authorize: { news: { publish: () => true } },
    rateLimit: {
      perUser: rule,
      perAddress: { requests: 1_000_000, seconds: 10 },
      ...(shared && { store: shared }),
      ...rateLimit,
    },
  })
}
