import { storedOptions } from './server-options.mjs'

/** A server whose routes start and complete a task of the user `42`. */
export async function createServer(kit, settings) {
  const server = kit.createPusherServer({
    ...(await storedOptions(kit, settings)),
    channels: { 'private-user-{userId}': { events: {}, persist: true } },
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
