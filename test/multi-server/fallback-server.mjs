/** A server with two backends, whose user `42` publishes in `news` and reads the routes for admins. */
export async function createServer(
  kit,
  { url, file, primary, fallback, clockAhead = 0, lifetime = 'process', log },
) {
  if (clockAhead !== 0) {
    const now = Date.now
    Date.now = () => now() + clockAhead
  }
  const backend = (name, port) =>
    kit.selfHosted({
      appId: '1',
      key: `key-${name}`,
      secret: 'upstream-secret',
      host: '127.0.0.1',
      port,
      useTLS: false,
      name,
    })
  return kit.createPusherServer({
    broadcaster: {
      primary: backend('primary', primary),
      fallbacks: [backend('fallback', fallback)],
    },
    authenticate: () => ({ id: '42', roles: ['admin'] }),
    authorize: { news: { publish: () => true } },
    rateLimit: false,
    store: file ? kit.libsqlStore({ file }) : await kit.postgresStore({ connectionString: url }),
    lifetime,
    log,
  })
}
