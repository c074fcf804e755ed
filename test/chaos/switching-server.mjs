import { backendAt, storedOptions } from '../multi-server/server-options.mjs'

/** A server with the backends of its settings, whose users write lines to `logs` and nothing else. */
export async function createServer(kit, { backends, ...settings }) {
  const [primary, ...fallbacks] = backends.map(({ port, ...app }) => backendAt(kit, port, app))
  return kit.createPusherServer({
    ...(await storedOptions(kit, settings)),
    broadcaster: { primary, fallbacks },
    authorize: { logs: { publish: ({ event }) => event === 'log', history: 'anyone' } },
  })
}
