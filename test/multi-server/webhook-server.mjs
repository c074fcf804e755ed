/**
 * A server whose log says when its handler of webhooks begins and ends. The handler of an event on a channel `stuck-…` ends
 * only when it was started before.
 */
export async function createServer(kit, { url, file, upstream, log, ...options }) {
  const { isDeaf = false, ...rest } = options
  const at = () => performance.timeOrigin + performance.now()
  return kit.createPusherServer({
    broadcaster: kit.selfHosted({
      appId: '1',
      key: 'key',
      secret: 'secret',
      host: '127.0.0.1',
      port: upstream,
      useTLS: false,
    }),
    authenticate: () => ({ id: '42' }),
    isAdmin: () => true,
    rateLimit: false,
    store: file ? kit.libsqlStore({ file }) : await kit.postgresStore({ connectionString: url }),
    webhooks: {
      ...(!isDeaf && {
        async onWebhook({ events, repeated }) {
          const [{ channel }] = events
          log('info', 'begun', { channel, repeated, at: at() })
          await new Promise((resolve) => {
            if (!channel.startsWith('stuck-') || repeated) setTimeout(resolve, 5)
          })
          log('info', 'ended', { channel, repeated, at: at() })
        },
      }),
    },
    log,
    ...rest,
  })
}
