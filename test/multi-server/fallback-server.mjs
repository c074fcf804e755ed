import { backendAt, storedOptions } from './server-options.mjs'

/** A server with two backends, whose user `42` publishes in `news` and reads the routes for admins. */
export async function createServer(kit, { primary, fallback, lifetime = 'process', ...settings }) {
  const backend = (name, port) =>
    backendAt(kit, port, { key: `key-${name}`, secret: 'upstream-secret', name })
  return kit.createPusherServer({
    ...(await storedOptions(kit, settings)),
    broadcaster: {
      primary: backend('primary', primary),
      fallbacks: [backend('fallback', fallback)],
    },
    authenticate: () => ({ id: '42', roles: ['admin'] }),
    authorize: { news: { publish: () => true } },
    lifetime,
  })
}
