/** A server whose users, named by the request, publish in `news-…`, on a plan of `messagesPerDay`. */
export async function createServer(kit, settings) {
  const { url, file, upstream, messagesPerDay, clockAhead = 0, lifetime = 'process', log } = settings
  if (clockAhead !== 0) {
    const now = Date.now
    Date.now = () => now() + clockAhead
  }
  return kit.createPusherServer({
    broadcaster: kit.selfHosted({
      appId: '1',
      key: 'key',
      secret: 'secret',
      host: '127.0.0.1',
      port: upstream,
      useTLS: false,
    }),
    channels: { 'news-{topic}': { events: {} } },
    authenticate: (request) => ({ id: request.headers.get('x-user') ?? '', roles: ['admin'] }),
    authorize: { 'news-{topic}': { publish: () => true } },
    rateLimit: false,
    plan: { name: 'tested', messagesPerDay, connections: 100 },
    onUsageAlert: ({ kind, threshold }) => log('info', 'alert', { kind, threshold }),
    store: file ? kit.libsqlStore({ file }) : await kit.postgresStore({ connectionString: url }),
    lifetime,
    log,
  })
}
