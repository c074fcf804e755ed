import { storedOptions } from './server-options.mjs'

/**
 * A server whose log says when its handler of webhooks begins and ends. The handler of an event on a channel `stuck-…` ends
 * only when it was started before.
 */
export async function createServer(kit, settings) {
  const { isDeaf = false, lifetime = 'process', log } = settings
  const at = () => performance.timeOrigin + performance.now()
  return kit.createPusherServer({
    ...(await storedOptions(kit, settings)),
    isAdmin: () => true,
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
    lifetime,
  })
}
