import { storedOptions } from './server-options.mjs'

/** A server whose user `42` writes lines to `logs`, which are stored. With `isFrozen`, it says when its requests are done. */
export async function createServer(kit, { isFrozen = false, ...settings }) {
  const server = kit.createPusherServer({
    ...(await storedOptions(kit, settings)),
    authorize: { logs: { publish: () => true } },
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
