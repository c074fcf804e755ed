/** A server whose routes start and complete a task of the user `42`. */
export async function createServer(kit, { url, file, upstream, log }) {
  const server = kit.createPusherServer({
    broadcaster: kit.selfHosted({
      appId: '1',
      key: 'key',
      secret: 'secret',
      host: '127.0.0.1',
      port: upstream,
      useTLS: false,
    }),
    channels: { 'private-user-{userId}': { events: {}, persist: true } },
    authenticate: () => ({ id: '42' }),
    rateLimit: false,
    store: file ? kit.libsqlStore({ file }) : await kit.postgresStore({ connectionString: url }),
    log,
  })
  const tasks = new Map()
  return {
    ...server,
    async fetch(request, info) {
      const { pathname, searchParams } = new URL(request.url)
      const kind = searchParams.get('kind')
      if (pathname === '/start') {
        const task = server.createTask('42', kind)
        tasks.set(kind, task)
        await task.progress(40)
        return new Response(task.id)
      }
      if (pathname === '/complete') {
        await tasks.get(kind).complete({ text: kind })
        return new Response()
      }
      return server.fetch(request, info)
    },
  }
}
