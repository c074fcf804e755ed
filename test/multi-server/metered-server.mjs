import { storedOptions } from './server-options.mjs'

/** A server whose users, named by the request, publish in `news-…`, on a plan of `messagesPerDay`. */
export async function createServer(kit, settings) {
  const { messagesPerDay, lifetime = 'process', log } = settings
  return kit.createPusherServer({
    ...(await storedOptions(kit, settings)),
    channels: { 'news-{topic}': { events: {} } },
    unknownEvents: 'allow',
    authenticate: (request) => ({ id: request.headers.get('x-user') ?? '', roles: ['admin'] }),
    authorize: { 'news-{topic}': { publish: () => true } },
    plan: { name: 'tested', messagesPerDay, connections: 100 },
    onUsageAlert: ({ kind, threshold }) => log('info', 'alert', { kind, threshold }),
    lifetime,
  })
}
