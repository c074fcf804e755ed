/** A server whose user `42` writes lines to `logs`, which are stored. With `isFrozen`, it says when its requests are done. */
export async function createServer(kit, { url, file, upstream, isFrozen = false, log }) {
  const server = kit.createPusherServer({
    broadcaster: kit.selfHosted({
      appId: '1',
      key: 'key',
      secret: 'secret',
      host: '127.0.0.1',
      port: upstream,
      useTLS: false,
    }),
    authenticate: () => ({ id: '42' }),
    authorize: { logs: { publish: () => true } },
    rateLimit: false,
    store: file ? kit.libsqlStore({ file }) : await kit.postgresStore({ connectionString: url }),
    log,
  })
  if (!isFrozen) return server
  /** @type {Promise<unknown>[]} */
  const handedOver = []
  return {
    ...server,
    async fetch(request, info) {
      if (!request.url.endsWith('/done')) {
        return server.fetch(request, { ...info, waitUntil: (work) => void handedOver.push(work) })
      }
      await Promise.all(handedOver.splice(0))
      return new Response()
    },
  }
}
